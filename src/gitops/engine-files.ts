import { stringify } from 'yaml';
import { renderApplicationSet } from './argocd';
import type { DeliveredCluster, GitOpsSource } from './delivered-cluster';
import { renderFleet } from './fleet';
import { renderFlux } from './flux';
import type { GitOpsEngine } from './engines';

/** The files that an engine needs beside what synth writes, by path below their folder. */
export function renderEngineFiles(
  engine: GitOpsEngine,
  clusters: readonly DeliveredCluster[],
  source: GitOpsSource,
): ReadonlyMap<string, string> {
  switch (engine) {
    case 'flux':
      return new Map(
        clusters.map((cluster) => [`${cluster.name}/netstack.yaml`, toYaml(renderFlux(cluster, source))]),
      );
    case 'argocd':
      return new Map([['netstack.yaml', toYaml([renderApplicationSet(source)])]]);
    case 'fleet':
      return new Map(clusters.flatMap((cluster) => [...renderFleet(cluster, source)]));
  }
}

/** Objects as documents of one file. */
function toYaml(objects: readonly object[]): string {
  return objects.map((object) => stringify(object, { lineWidth: 0 })).join('---\n');
}
