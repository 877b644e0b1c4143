import { App } from 'cdk8s';
import { addClusterCharts } from './charts/cluster-charts';
import { forEachCluster, writeNodeFiles } from './src/synth/app';

// One App per cluster: each has a folder of its own, and an error in a profile stops no other cluster.
forEachCluster('profiles', (plan, folder) => {
  const app = new App({ outdir: `${folder}/manifests` });
  addClusterCharts(app, plan);
  app.synth();
  writeNodeFiles(plan, app, folder);
});
