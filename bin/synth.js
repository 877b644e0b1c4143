'use strict';
require('./check-node');
/* `npm run synth` */
require('./bundle').run('src/cli/npm-synth.ts');
