'use strict';
module.exports = require('./lazy-module')(() => require('crypto'));
