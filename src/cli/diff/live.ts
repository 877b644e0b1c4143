import type { ApplyPlan, RunningCluster } from '../../apply';
import { pathOnNode } from '../../apply';
import type { NetworkPlan } from '../../plan';
import type { RenderedCluster } from '../../steps';
import { ChartCache } from '../../synth/chart-cache';
import { renderCluster } from '../../synth/cluster-files';
import { openAccess, prepareApply } from '../apply/request';
import { readTakeover } from '../apply/take-over';
import type { StepOptions } from '../steps/step-options';
import type { DiffReport } from './report';

/** How the cluster of a profile is reached, and how steps are derived. */
export interface LiveOptions extends StepOptions {
  readonly profiles: string;
  readonly kubeconfig?: string;
}

/** Compares what runs with a profile: what `netstack apply` would change. Changes nothing. */
export async function compareLive(
  file: string,
  plan: NetworkPlan,
  options: LiveOptions,
): Promise<DiffReport> {
  const cluster = renderCluster(plan, new ChartCache());
  const access = openAccess(plan, options);
  try {
    const { plan: applied, state } = await prepareApply(cluster, access, { ...options, deadline: 180 });
    const takeover = state.isUp ? await readTakeover(file, cluster, access) : { steps: [], refusals: [] };
    return {
      cluster: plan.cluster,
      changes: applied.changes,
      steps: [...takeover.steps, ...applied.steps, ...applied.byHand],
      rewritten: listRewritten(cluster, state, applied),
      removed: [],
      refusals: [...takeover.refusals, ...applied.refusals],
    };
  } finally {
    await access.close();
  }
}

/** Files whose content is not on the nodes or not in the cluster. */
function listRewritten(
  { files, manifests, plan }: RenderedCluster,
  { nodes, applied, isUp }: RunningCluster,
  { steps }: ApplyPlan,
): readonly string[] {
  if (steps.length === 0) return [];
  const changed = plan.nodes.flatMap(({ name }) => {
    const state = nodes.get(name);
    return [...files.keys()].filter((file) => {
      const path = pathOnNode(file, name);
      return path !== undefined && state !== undefined && state.files.get(path) !== files.get(file);
    });
  });
  const missing = manifests
    .filter(({ file }) => isUp && !applied.has(file))
    .map(({ file }) => `manifests/${file}`);
  return [...new Set([...changed, ...missing])];
}
