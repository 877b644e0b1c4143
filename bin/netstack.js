#!/usr/bin/env node
'use strict';
require('./check-node');
require('./bundle').run('src/cli/netstack.ts');
