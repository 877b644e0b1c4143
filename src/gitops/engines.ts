/** A GitOps engine. */
export type GitOpsEngine = 'flux' | 'argocd' | 'fleet';

export const GITOPS_ENGINES: readonly GitOpsEngine[] = ['flux', 'argocd', 'fleet'];
