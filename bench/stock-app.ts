import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { App } from 'cdk8s';
import { CLUSTER_CHARTS } from '../charts/cluster-charts';

/** Renders clusters from the props of their charts with nothing but cdk8s: `stock-app <folder of props> <output>`. */
const [, folder = '', output = ''] = process.argv;

for (const file of readdirSync(folder)) {
  const props = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, object>;
  const app = new App({ outdir: join(output, basename(file, '.json')) });
  for (const { id, Chart } of CLUSTER_CHARTS) {
    const own = props[id];
    if (own !== undefined) new Chart(app, id, own);
  }
  app.synth();
}
