import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { addClusterCharts } from '../../charts/cluster-charts';
import type { NetworkPlan } from '../../src/plan';
import { ChartCache } from '../../src/synth/chart-cache';
import { readTree, SHIPPED, renderShipped } from './shipped';

/** What cdk8s itself writes: one App with all of a cluster's charts. */
function stockManifests(plan: NetworkPlan): ReadonlyMap<string, string> {
  const outdir = mkdtempSync(join(tmpdir(), 'netstack-stock-'));
  try {
    const app = new App({ outdir });
    addClusterCharts(app, plan);
    app.synth();
    return readTree(outdir);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

describe.each(SHIPPED)('%s', (cluster) => {
  test("our manifests are cdk8s's own, byte for byte", () => {
    const { plan, manifests } = renderShipped(cluster);
    expect(new Map(manifests.map(({ file, content }) => [file, content]))).toEqual(stockManifests(plan));
  });

  test('the cache changes nothing', () => {
    const warm = new ChartCache();
    for (const other of SHIPPED) renderShipped(other, warm);
    expect(renderShipped(cluster, warm).files).toEqual(renderShipped(cluster, new ChartCache(false)).files);
  });
});
