import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkCluster } from '../../src/synth/check-objects';
import { ChartCache } from '../../src/synth/chart-cache';
import type { ClusterFiles } from '../../src/synth/cluster-files';
import { renderCluster } from '../../src/synth/cluster-files';

/** Names of the clusters that ship. */
export const SHIPPED: readonly string[] = readdirSync('profiles')
  .filter((file) => file.endsWith('.yaml') && !file.startsWith('_'))
  .map((file) => file.slice(0, -'.yaml'.length))
  .sort();

/** A shipped cluster, rendered. */
export function renderShipped(cluster: string, cache = new ChartCache()): ClusterFiles {
  const { plan, diagnostics } = checkCluster(`profiles/${cluster}.yaml`);
  if (plan === undefined) throw new Error(JSON.stringify(diagnostics, null, 2));
  return renderCluster(plan, cache);
}

/** Every file below a folder: contents by path. */
export function readTree(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]));
}
