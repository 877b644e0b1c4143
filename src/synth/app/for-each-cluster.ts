import type { Diagnostic } from '../../diagnostics';
import { colorsFor, formatDiagnostics } from '../../diagnostics/print-diagnostics';
import type { NetworkPlan } from '../../plan';
import { BaseFiles } from '../../profile/base-files';
import { findProfileFiles, UsageError } from '../../profile/profile-files';
import { checkCluster } from '../check-objects';
import { visible } from '../../terminal/visible';
import { OutputError, writeAs } from '../output/output-error';
import { watchParents } from '../parent-processes';
import { formatRefused } from '../refused';
import { withFastYaml } from './fast-yaml';
import { mergeForStdout } from './merge-for-stdout';

/** The exit statuses of the app. */
const HAS_ERRORS = 1;
const WRONG_CALL = 2;

/** Adds the charts of a cluster to an App and synthesizes it to a folder. */
export type SynthesizeCluster = (plan: NetworkPlan, folder: string) => void;

/**
 * Reads the profiles of a folder and synthesizes each cluster that has no errors, one after the other, so that a thousand
 * clusters take no more memory than one. At the end it prints all errors, warnings and hints; with an error the exit status
 * is 1.
 *
 * All messages go to standard error: cdk8s-cli does not print the app's standard output.
 */
export function forEachCluster(profiles: string, synthesize: SynthesizeCluster): void {
  const output = process.env.CDK8S_OUTDIR ?? 'dist';
  try {
    const files = findProfileFiles([], profiles);
    const hasErrors = withFastYaml(() => synthesizeFiles(files, output, synthesize));
    mergeForStdout(output);
    if (hasErrors) process.exitCode = HAS_ERRORS;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof OutputError)) throw error;
    process.stderr.write(`netstack: ${visible(error.message)}\n`);
    process.exitCode = error instanceof UsageError ? WRONG_CALL : HAS_ERRORS;
  }
}

/** @returns whether a profile has errors */
function synthesizeFiles(files: readonly string[], output: string, synthesize: SynthesizeCluster): boolean {
  // cdk8s-cli sets this variable, and starts the app through a shell.
  const hasLostParent = watchParents(process.env.CDK8S_RECORD_CONSTRUCT_METADATA !== undefined);
  const bases = new BaseFiles();
  const diagnostics: Diagnostic[] = [];
  const refused: string[] = [];
  for (const file of files) {
    // cdk8s-cli was killed: another run may write to the same folder by now.
    if (hasLostParent()) process.exit(HAS_ERRORS);
    const { cluster, plan, diagnostics: found } = checkCluster(file, bases);
    for (const diagnostic of found) diagnostics.push(diagnostic);
    const folder = `${output}/${cluster}`;
    if (plan === undefined) refused.push(cluster);
    else writeAs(folder, () => synthesize(plan, folder));
  }
  process.stderr.write(formatRefused(refused));
  process.stderr.write(formatDiagnostics(diagnostics, colorsFor(process.stderr)));
  return refused.length > 0;
}
