#!/usr/bin/env node
'use strict';
require('./bundle').run('cli/netstack.ts');
