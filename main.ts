import { guarded } from './src/cli/guarded';
import { findProfileFiles } from './src/profile/profile-files';
import { synthesizeProfiles } from './src/synth/synthesize-profiles';

// The app that `cdk8s synth` runs. It swallows standard output, so all our words go to standard error.
const io = { stdout: process.stderr, stderr: process.stderr };
const output = process.env.CDK8S_OUTDIR ?? 'dist';
const staging = process.env.NETSTACK_STAGING;

/** The exit status, when everything is written. */
export const finished = guarded(() => {
  return synthesizeProfiles(
    findProfileFiles([], 'profiles'),
    { output, ...(staging !== undefined && { staging }) },
    io,
  );
}, io).then((status) => (process.exitCode = status));
