import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { MonitoringProps } from '../constructs/monitoring';
import { Monitoring } from '../constructs/monitoring';

/**
 * Monitors and alerts for a Prometheus Operator. Apply it where the operator's CRDs are installed.
 *
 * @example
 * new MonitoringChart(app, 'monitoring', { coredns: { namespace: 'kube-system' } });
 */
export class MonitoringChart extends Chart {
  public readonly monitoring: Monitoring;

  constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id, { disableResourceNameHashes: true });
    this.monitoring = new Monitoring(this, 'monitoring', props);
  }
}
