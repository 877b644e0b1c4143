import { join } from 'node:path';
import { Option } from 'commander';
import type { ApplyWay, Step, StepFormat } from '../../steps';
import { formatAction } from '../../steps';

/** How steps are derived and printed. */
export interface StepOptions {
  /** Folder that synth writes to. */
  readonly output: string;
  readonly apply: ApplyWay;
  /** User to log in as on the nodes; undefined: the one that ssh's configuration names. */
  readonly ssh?: string;
}

/** The options of every command that prints steps. */
export function stepOptions(): readonly Option[] {
  return [
    new Option('--output <dir>', 'folder that synth writes to').default('dist'),
    new Option('--apply <way>', 'how manifests reach the cluster')
      .choices(['kubectl', 'auto-deploy'])
      .default('kubectl'),
    new Option('--ssh <user>', "user to log in as on the nodes, instead of the one in ssh's configuration"),
  ];
}

/** Where a cluster's files are, and who logs in. */
export function stepFormat(cluster: string, { output, ssh }: StepOptions): StepFormat {
  return { folder: join(output, cluster), ...(ssh !== undefined && { user: ssh.replace(/@$/, '') }) };
}

/** Steps with the lines of shell that formatSteps prints for them. */
export function stepsAsJson(
  steps: readonly Step[],
  cluster: string,
  options: StepOptions,
): readonly object[] {
  const format = stepFormat(cluster, options);
  return steps.map((step) => ({
    ...step,
    script: step.actions.flatMap((action) => formatAction(action, format)),
  }));
}
