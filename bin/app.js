'use strict';
const fs = require('node:fs');
const path = require('node:path');

const staging = process.env.NETSTACK_STAGING;
delete process.env.NETSTACK_STAGING;
if (!moveStaged(process.env.CDK8S_OUTDIR)) require('./bundle').run('main.ts');

/** Puts in place what synth.js has rendered for this very run; false where there is nothing for this folder. */
function moveStaged(output) {
  if (staging === undefined || path.resolve(output) !== path.resolve('dist')) return false;
  try {
    fs.renameSync(staging, output);
    return true;
  } catch {
    // A folder that is a mount, say: then it is rendered there.
    return false;
  }
}
