'use strict';
require('./check-node');
/**
 * `npm run synth`: `cdk8s synth`, which empties its output folder before it runs the app, and does so here only when
 * everything is well. What was checked and rendered for that is not done again: the app (app.js) moves it into place.
 */
const fs = require('node:fs');
const path = require('node:path');

if (process.argv.length > 2) {
  process.stderr.write('netstack: "npm run synth" takes no arguments; "npx cdk8s synth" does\n');
  process.exit(2);
}

// Beside the output folder, so that it can be renamed to it.
const staging = path.resolve(`.netstack-staging-${process.pid}`);
process.env.NETSTACK_STAGING = staging;
process.once('exit', () => fs.rmSync(staging, { recursive: true, force: true }));

require('./bundle')
  .run('main.ts')
  .finished.then((status) => {
    if (status !== 0) return;
    process.argv.push('synth', '--check-upgrade=false');
    // In this process: to start another one would take as long as all of our own work.
    const cli = require.resolve('cdk8s-cli/package.json');
    require(path.join(path.dirname(cli), require(cli).bin.cdk8s));
  });
