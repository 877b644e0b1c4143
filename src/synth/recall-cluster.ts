import type { ChartId } from '../../charts/chart-props';
import { CHART_PROPS } from '../../charts/chart-props';
import type { NetworkPlan } from '../plan';
import { assembleFiles, listNodeFiles } from './assemble-files';
import { sliceChart } from './chart-slices';
import { joinTexts } from './join-texts';
import type { KeptText, KeptTexts } from './kept-texts';
import type { WritableCluster } from './write-cluster';

/**
 * The files of a cluster whose parts former runs have all rendered; undefined where one is missing. It needs no cdk8s.
 * Patches and monitoring belong to the whole cluster and are rendered each time.
 */
export function recallCluster(plan: NetworkPlan, kept: KeptTexts): WritableCluster | undefined {
  if (plan.patches.length > 0 || plan.monitoring !== undefined) return undefined;
  const nodeFiles = listNodeFiles(plan, (config) => kept.get(keyOfNode(config))?.content);
  if (nodeFiles === undefined) return undefined;
  const manifests: (KeptText & { readonly file: string })[] = [];
  for (const [id, deriveProps] of Object.entries(CHART_PROPS) as [ChartId, DeriveProps][]) {
    const props = deriveProps(plan);
    if (props === undefined) continue;
    const slices = sliceChart(id, props).map(({ key }) => kept.get(key));
    if (!areKnown(slices)) return undefined;
    manifests.push(joinTexts(id, slices));
  }
  return { plan, manifests, files: assembleFiles(plan, nodeFiles, manifests, new Map()) };
}

type DeriveProps = (plan: NetworkPlan) => object | undefined;

/** By which the YAML of a node's config is kept. */
export function keyOfNode(config: object): string {
  return `node ${JSON.stringify(config)}`;
}

function areKnown(slices: readonly (KeptText | undefined)[]): slices is readonly KeptText[] {
  return !slices.includes(undefined);
}
