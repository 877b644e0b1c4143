import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { synthesizeByCdk8s } from '../synth/synthesize-by-cdk8s';
import { ignoreClosedPipes } from './closed-pipes';
import { runGuarded } from './run-guarded';

const OUTPUT = 'dist';
const PROFILES = 'profiles';
const WRONG_CALL = 2;

ignoreClosedPipes(process);

void runGuarded(() => {
  if (process.argv.length > 2) {
    process.stderr.write('netstack: "npm run synth" takes no arguments; "npx cdk8s synth" does\n');
    return WRONG_CALL;
  }
  return synthesizeByCdk8s(findFiles(), { profiles: PROFILES, output: OUTPUT }, process);
}, process).then((status) => {
  process.exitCode = status;
});

/** The files of this project: this code runs from its folder for bundles. */
function findFiles() {
  const cli = createRequire(__filename).resolve('cdk8s-cli/package.json');
  return {
    cli: join(dirname(cli), 'bin/cdk8s'),
    endWithParent: join(dirname(__filename), '../bin/end-with-parent.js'),
  };
}
