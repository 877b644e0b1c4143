import { join } from 'node:path';
import { changeSteps, findChanges } from '../../diff';
import type { CommandIo } from '../../diagnostics/command-io';
import { printDiagnostics } from '../../diagnostics/print-diagnostics';
import { findProfileFiles } from '../../profile/profile-files';
import { checkCluster } from '../../synth/check-objects';
import type { RenderedCluster, Step } from '../../steps';
import { formatSteps, newClusterSteps, run } from '../../steps';
import { ChartCache } from '../../synth/chart-cache';
import { renderCluster } from '../../synth/cluster-files';
import { findStaleFiles } from '../../synth/stale-files';
import { listOwnWords } from '../../terminal/own-command';
import type { StepOptions } from '../steps/step-options';
import { stepFormat, stepsAsJson } from '../steps/step-output';

export interface NextOptions extends StepOptions {
  readonly profiles: string;
  readonly format: 'human' | 'json';
  /** The profile that the cluster runs today. */
  readonly from?: string;
}

/** Prints the steps from the written files to a running cluster. */
export function next(named: string, options: NextOptions, io: CommandIo): number {
  const { profiles, from, output } = options;
  const [file = '', old] = findProfileFiles(from === undefined ? [named] : [named, from], profiles);
  const checked = [file, ...(old === undefined ? [] : [old])].map((one) => checkCluster(one));
  const cache = new ChartCache();
  const [after, before] = checked.map(({ plan }) => plan && renderCluster(plan, cache));
  if (after === undefined || (old !== undefined && before === undefined)) {
    const diagnostics = checked.flatMap((profile) => profile.diagnostics);
    printDiagnostics(diagnostics, io.stderr);
    return 1;
  }
  const { cluster } = after.plan;
  const isStale = findStaleFiles(after.files, join(output, cluster)).length > 0;
  const steps = [...(isStale ? [synthesize(file, output)] : []), ...findSteps(before, after, options)];
  io.stdout.write(
    options.format === 'json'
      ? `${JSON.stringify({ cluster, steps: stepsAsJson(steps, cluster, options) }, null, 2)}\n`
      : `${header(cluster)}${formatSteps(steps, stepFormat(cluster, options))}`,
  );
  return 0;
}

function findSteps(
  before: RenderedCluster | undefined,
  after: RenderedCluster,
  { apply }: NextOptions,
): readonly Step[] {
  if (before === undefined) return newClusterSteps(after, apply);
  return changeSteps(before, after, findChanges(before.plan, after.plan), apply);
}

/** The files that the steps copy have to be those of the profile. */
function synthesize(file: string, output: string): Step {
  return {
    id: 'synth',
    title: 'Write the files of the cluster: those in the output folder are not the ones of the profile.',
    actions: [run(...listOwnWords('synth', file.startsWith('-') ? `./${file}` : file, '--output', output))],
  };
}

function header(cluster: string): string {
  return [
    `# Next steps for ${cluster}, in their order. Run the commands in this folder, on a machine that reaches the nodes by`,
    '# ssh; a user other than root needs sudo without a password. kubectl uses the kubeconfig of the cluster.',
    '',
    '',
  ].join('\n');
}
