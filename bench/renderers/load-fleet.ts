import { checkCluster } from '../../src/synth/check-objects';
import { ChartCache } from '../../src/synth/chart-cache';
import { renderCluster } from '../../src/synth/cluster-files';
import { fleetTemplate } from '../fleet-template';
import { writeFleet } from '../fleet';
import type { Fleet } from './renderer';

/** Writes the profiles of a fleet and works out what is to come of them, for those who do not read profiles. */
export function loadFleet(profiles: string, size: number): Fleet {
  const cache = new ChartCache();
  const clusters = writeFleet(profiles, size).map((file) => {
    const { cluster: name, plan, diagnostics } = checkCluster(file);
    if (plan === undefined) throw new Error(`${file} is not valid: ${diagnostics[0]?.message}`);
    return { name, plan, manifests: renderCluster(plan, cache).manifests };
  });
  const objects = clusters.map(({ manifests }) => manifests.flatMap((manifest) => manifest.objects));
  return { profiles, clusters, template: fleetTemplate(objects) };
}
