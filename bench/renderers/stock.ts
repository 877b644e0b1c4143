import { join } from 'node:path';
import { version } from 'cdk8s/package.json';
import { CLUSTER_CHARTS } from '../../charts/cluster-charts';
import type { NetworkPlan } from '../../src/plan';
import type { Renderer } from './renderer';
import { layOut } from './renderer';

/** cdk8s as it comes: our charts and constructs, an App for each cluster, all in one process. */
export const stock: Renderer = {
  name: 'cdk8s App.synth',
  version,
  processPerCluster: false,

  prepare({ clusters }, folder, output) {
    for (const { name, plan } of clusters) layOut(folder, `${name}.json`, JSON.stringify(chartProps(plan)));
    const program = "require('./bin/bundle').run('bench/stock-app.ts')";
    return { program: process.execPath, args: ['-e', program, '--', folder, output] };
  },

  outputOf({ name, manifests }, output) {
    return manifests.map(({ file }) => join(output, name, file));
  },
};

/** What each chart of a cluster is made from: plain values, so that no profile needs to be read to render it. */
function chartProps(plan: NetworkPlan): Readonly<Record<string, object | undefined>> {
  return Object.fromEntries(CLUSTER_CHARTS.map(({ id, deriveProps }) => [id, deriveProps(plan)]));
}
