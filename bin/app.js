'use strict';
require('./bundle').run('main.ts');
