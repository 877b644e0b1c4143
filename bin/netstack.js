#!/usr/bin/env node
'use strict';
require('./check-node');
var part = require('./parts').choosePart(process.argv.slice(2));
require('./bundle').run('src/cli/netstack.ts', part);
