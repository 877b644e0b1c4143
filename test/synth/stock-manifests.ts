import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { addClusterCharts } from '../../charts/cluster-charts';
import type { NetworkPlan } from '../../src/plan';
import { readTree } from './shipped';

/** What cdk8s itself writes: one App with all of a cluster's charts. */
export function stockManifests(plan: NetworkPlan): ReadonlyMap<string, string> {
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
