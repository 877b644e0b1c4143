#!/usr/bin/env node
'use strict';
require('./bundle').run('src/cli/netstack.ts');
