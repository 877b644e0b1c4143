import { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { labels } from '../labels';
import { podSelector } from '../metallb/identity';
import { METRICS_PORT } from '../metallb/metrics';
import { listAlerts } from './alerts';
import { JOBS } from './jobs';
import type { MonitoringProps } from './monitoring-props';

const GROUP = 'monitoring.coreos.com/v1';

/** The account of Prometheus reads metrics over HTTPS; MetalLB signs its certificates itself. */
const BY_ACCOUNT = {
  scheme: 'https',
  bearerTokenFile: '/var/run/secrets/kubernetes.io/serviceaccount/token',
  tlsConfig: { insecureSkipVerify: true },
};

/**
 * PodMonitors, ServiceMonitors and a PrometheusRule for CoreDNS, Traefik and MetalLB. Their CRDs are those of the
 * Prometheus Operator. MetalLB's metrics need `metrics: true`, and an account that may `get` the non-resource URL
 * `/metrics`.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/
 * @example
 * new Monitoring(chart, 'monitoring', {
 *   labels: { release: 'kube-prometheus-stack' },
 *   traefik: { namespace: 'traefik', certificateDays: 14 },
 * });
 */
export class Monitoring extends Construct {
  public readonly rule: ApiObject;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: MonitoringProps,
  ) {
    super(scope, id);
    const { coredns, traefik, metallb } = props;
    if (coredns) this.addPodMonitor(JOBS.coredns, coredns.namespace, { 'k8s-app': 'kube-dns' });
    if (traefik) this.addPodMonitor(JOBS.traefik, traefik.namespace, { 'app.kubernetes.io/name': 'traefik' });
    if (metallb) this.addMetalLb(metallb);
    this.rule = this.createRule();
  }

  private addPodMonitor(
    name: string,
    namespace: string,
    matchLabels: Readonly<Record<string, string>>,
  ): void {
    this.addObject('PodMonitor', name, namespace, {
      selector: { matchLabels: { ...matchLabels } },
      podMetricsEndpoints: [{ port: 'metrics' }],
    });
  }

  private addMetalLb({ namespace, bgpBackend }: NonNullable<MonitoringProps['metallb']>): void {
    for (const component of ['controller', 'speaker'] as const) {
      const name = JOBS[component];
      this.addMetricsService(name, namespace, component);
      this.addObject('ServiceMonitor', name, namespace, {
        selector: { matchLabels: { 'app.kubernetes.io/instance': name } },
        endpoints: [{ port: 'metricshttps', ...BY_ACCOUNT }],
      });
    }
    if (bgpBackend === 'frr-k8s')
      this.addObject('ServiceMonitor', JOBS.frrK8s, namespace, {
        selector: { matchLabels: { 'app.kubernetes.io/name': 'frr-k8s' } },
        endpoints: ['metricshttps', 'frrmetricshttps'].map((port) => ({ port, ...BY_ACCOUNT })),
      });
  }

  /** Prometheus finds the pods by a Service; it has no address. */
  private addMetricsService(name: string, namespace: string, component: 'controller' | 'speaker'): void {
    new k8s.KubeService(this, name, {
      metadata: { name, namespace, labels: this.createLabels(name) },
      spec: {
        clusterIp: 'None',
        selector: { ...podSelector(component) },
        ports: [
          { name: 'metricshttps', port: METRICS_PORT, targetPort: k8s.IntOrString.fromNumber(METRICS_PORT) },
        ],
      },
    });
  }

  private createRule(): ApiObject {
    const groups = Object.entries(listAlerts(this.props)).map(([component, rules]) => ({
      name: `netstack-${component}`,
      rules,
    }));
    return this.addObject('PrometheusRule', 'netstack', 'kube-system', { groups });
  }

  private addObject(kind: string, name: string, namespace: string, spec: object): ApiObject {
    return new ApiObject(this, `${kind.toLowerCase()}-${name}`, {
      apiVersion: GROUP,
      kind,
      metadata: { name, namespace, labels: this.createLabels(name) },
      spec,
    });
  }

  private createLabels(instance: string) {
    return { ...labels({ name: 'netstack-monitoring', instance }), ...this.props.labels };
  }
}
