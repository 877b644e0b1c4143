import { dirname, join } from 'node:path';
import { synthesizeByCdk8s } from '../synth/synthesize-by-cdk8s';
import { ignoreClosedPipes } from './closed-pipes';
import { runGuarded } from './run-guarded';

const OUTPUT = 'dist';
const PROFILES = 'profiles';
const WRONG_CALL = 2;

/** This code runs from the folder for bundles. */
const SCRIPT = join(dirname(__filename), '../bin/cdk8s-synth.js');

ignoreClosedPipes(process, () => {
  process.exitCode = 1;
});

void runGuarded(() => {
  if (process.argv.length > 2) {
    process.stderr.write('netstack: "npm run synth" takes no arguments; "npx cdk8s synth" does\n');
    return WRONG_CALL;
  }
  return synthesizeByCdk8s(SCRIPT, { profiles: PROFILES, output: OUTPUT }, process);
}, process).then((status) => {
  process.exitCode ||= status;
});
