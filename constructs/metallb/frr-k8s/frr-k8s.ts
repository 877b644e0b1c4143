import { Construct } from 'constructs';
import type { MetalLbSettings } from '../metallb-props';
import { FrrK8sDaemon } from './frr-k8s-daemon';
import { FrrK8sStatusCleaner } from './frr-k8s-status-cleaner';
import { FrrK8sWebhook } from './frr-k8s-webhook';

/**
 * frr-k8s in the version that this MetalLB release uses: FRR on every node that has a speaker. The speakers write
 * FRRConfigurations for it, and users may add others.
 *
 * @see https://metallb.io/concepts/bgp/#frr-k8s-mode
 */
export class FrrK8s extends Construct {
  public readonly daemon: FrrK8sDaemon;
  public readonly statusCleaner: FrrK8sStatusCleaner;
  public readonly webhook: FrrK8sWebhook;

  constructor(scope: Construct, id: string, settings: MetalLbSettings) {
    super(scope, id);
    this.daemon = new FrrK8sDaemon(this, 'daemon', settings);
    this.statusCleaner = new FrrK8sStatusCleaner(this, 'status-cleaner', settings);
    this.webhook = new FrrK8sWebhook(this, 'webhook', settings.namespace);
  }
}
