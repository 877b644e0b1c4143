import type { Resources } from '../../resources';
import type { WorkloadOptions } from '../workload-options';

/** The options of frr-k8s. */
export interface FrrK8sOptions {
  /**
   * The pods of FRR. `resources` are those of the frr-k8s container, which writes the configuration of FRR.
   *
   * @default - they run where the speakers run
   */
  readonly daemon?: WorkloadOptions;
  /**
   * The resources of the FRR container: its daemons for BGP, BFD and routes keep every route that they receive.
   *
   * @default - 10m CPU and 64Mi of memory are reserved, and the memory limit is 512Mi
   */
  readonly frrResources?: Resources;
  /**
   * The pod that validates FRRConfigurations and removes the status of nodes that no longer exist.
   *
   * @default - the defaults of WorkloadOptions
   */
  readonly statusCleaner?: WorkloadOptions;
}
