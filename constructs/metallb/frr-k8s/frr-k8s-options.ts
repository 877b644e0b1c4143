import type { Resources } from '../../resources';
import type { WorkloadOptions } from '../workload-options';

/** FRR beside the speakers, and what belongs to it. */
export interface FrrK8sOptions {
  /**
   * The pods that run FRR. `resources` are those of frr-k8s' own program, which turns MetalLB's wishes into FRR's
   * configuration.
   *
   * @default - where the speakers run
   */
  readonly daemon?: WorkloadOptions;
  /**
   * What FRR itself reserves and may use at most: its BGP, BFD and routing daemons, which hold every route that they
   * are sent.
   *
   * @default - nothing reserved, no limit
   */
  readonly frrResources?: Resources;
  /**
   * The one pod that checks FRR configurations and forgets nodes that are gone.
   *
   * @default - see there
   */
  readonly statusCleaner?: WorkloadOptions;
}
