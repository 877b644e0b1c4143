import { Option } from 'commander';
import type { GitOpsEngine } from '../../gitops/engines';
import { GITOPS_ENGINES } from '../../gitops/engines';

/** How clusters are delivered by a GitOps engine. */
export interface GitOpsOptions {
  readonly gitops?: GitOpsEngine;
  readonly gitopsOutput: string;
  readonly repository?: string;
  readonly branch: string;
}

/** The options of synth for a GitOps engine. */
export function gitOpsOptions(): readonly Option[] {
  return [
    new Option(
      '--gitops <engine>',
      'also write the objects by which an engine delivers the clusters',
    ).choices(GITOPS_ENGINES),
    new Option('--gitops-output <dir>', 'folder for those objects').default('gitops'),
    new Option('--repository <url>', 'URL of the repository, for Argo CD and Fleet'),
    new Option('--branch <name>', 'its branch, for Argo CD and Fleet').default('main'),
  ];
}
