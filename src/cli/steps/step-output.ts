import { join } from 'node:path';
import type { Step, StepFormat } from '../../steps';
import { formatAction } from '../../steps';
import type { StepOptions } from './step-options';

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
