export { forEachCluster } from './for-each-cluster';
export { writeNodeFiles } from './write-node-files';
