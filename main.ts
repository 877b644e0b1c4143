import { guarded } from './cli/guarded';
import { profileFiles } from './cli/profiles';
import { synthesizeProfiles } from './cli/synthesize-profiles';

// The app that `cdk8s synth` runs. It swallows standard output, so all our words go to standard error.
const io = { stdout: process.stderr, stderr: process.stderr };
const output = process.env.CDK8S_OUTDIR ?? 'dist';

void guarded(() => synthesizeProfiles(profileFiles([], 'profiles'), { output }, io), io).then((status) => {
  process.exitCode = status;
});
