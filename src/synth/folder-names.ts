/** The folder of the objects for Prometheus, whose CRDs a cluster may lack: they are no part of the manifests. */
export const MONITORING_FOLDER = 'monitoring';
