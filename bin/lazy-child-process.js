'use strict';
module.exports = require('./lazy-module')(() => require('child_process'));
