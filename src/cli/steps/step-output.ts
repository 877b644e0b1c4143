import { join } from 'node:path';
import type { Step, StepFormat } from '../../steps';
import { formatAction } from '../../steps';

/** What decides how commands are printed. */
interface FormatOptions {
  readonly output: string;
  /** `pi` or `pi@`; true where no user is named. */
  readonly ssh?: string | true;
}

/** Where a cluster's files are, and who logs in. */
export function stepFormat(cluster: string, { output, ssh = true }: FormatOptions): StepFormat {
  return { folder: join(output, cluster), ...(ssh !== true && { user: ssh.replace(/@$/, '') }) };
}

/** Steps with the lines of shell that formatSteps prints for them. */
export function stepsAsJson(
  steps: readonly Step[],
  cluster: string,
  options: FormatOptions,
): readonly object[] {
  const format = stepFormat(cluster, options);
  return steps.map((step) => ({
    ...step,
    script: step.actions.flatMap((action) => formatAction(action, format)),
  }));
}
