import { Option } from 'commander';
import type { ApplyWay } from '../../steps';

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
