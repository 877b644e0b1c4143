import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { App, Chart } from 'cdk8s';
import type { ChartProps } from '../charts/cluster-chart';
import { chartId } from '../charts/cluster-chart';
import { CLUSTER_CHARTS } from '../charts/registry';

/** Renders clusters from the props of their charts with nothing but cdk8s: `stock-app <folder of props> <output>`. */
const [, folder = '', output = ''] = process.argv;

for (const file of readdirSync(folder)) {
  const props = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, ChartProps>;
  const app = new App({ outdir: join(output, basename(file, '.json')) });
  for (const definition of CLUSTER_CHARTS) {
    const id = chartId(definition);
    const own = props[id];
    if (own !== undefined) definition.build(new Chart(app, id, { disableResourceNameHashes: true }), own);
  }
  app.synth();
}
