import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { Access } from '../access';
import type { MetalLbSettings } from '../metallb-props';
import { scrapeAnnotations } from '../metrics';
import { FRR_K8S_PORTS } from './daemon-containers';
import { daemonPod } from './daemon-pod';
import { daemonClusterRules, daemonNamespaceRules } from './frr-k8s-access';
import { FRR_STARTUP } from './frr-startup';
import { FRR_K8S_NAMES, frrK8sLabels, frrK8sSelector } from './identity';

/** FRR on each node that has a speaker. */
export class FrrK8sDaemon extends Construct {
  public readonly access: Access;
  public readonly startup: k8s.KubeConfigMap;
  public readonly daemonSet: k8s.KubeDaemonSet;

  constructor(
    scope: Construct,
    id: string,
    private readonly settings: MetalLbSettings,
  ) {
    super(scope, id);
    this.access = new Access(this, 'access', {
      ...this.metadata(),
      inNamespace: daemonNamespaceRules(),
      inCluster: daemonClusterRules(settings.metrics),
    });
    this.startup = new k8s.KubeConfigMap(this, 'startup', {
      metadata: { ...this.metadata(), name: FRR_K8S_NAMES.startup },
      data: { ...FRR_STARTUP },
    });
    this.daemonSet = this.createDaemonSet();
    if (settings.metrics) this.createMetricsAccess();
  }

  private createDaemonSet(): k8s.KubeDaemonSet {
    return new k8s.KubeDaemonSet(this, 'daemon-set', {
      metadata: this.metadata(),
      spec: {
        selector: { matchLabels: frrK8sSelector('daemon') },
        template: {
          metadata: {
            labels: frrK8sLabels('daemon'),
            annotations: {
              'kubectl.kubernetes.io/default-container': 'frr',
              ...(this.settings.metrics && scrapeAnnotations(FRR_K8S_PORTS.frrMetrics)),
            },
          },
          spec: daemonPod(this.settings),
        },
      },
    });
  }

  /** Where to read the metrics, and a role for whoever is to read them. */
  private createMetricsAccess(): void {
    const { namespace, labels } = this.metadata();
    const port = (name: string, port: number) => ({
      name,
      port,
      targetPort: k8s.IntOrString.fromString(name),
    });
    new k8s.KubeService(this, 'metrics-service', {
      metadata: { name: FRR_K8S_NAMES.metricsService, namespace, labels },
      spec: {
        selector: frrK8sSelector('daemon'),
        ports: [
          port('metricshttps', FRR_K8S_PORTS.metrics),
          port('frrmetricshttps', FRR_K8S_PORTS.frrMetrics),
        ],
      },
    });
    new k8s.KubeClusterRole(this, 'metrics-reader', {
      metadata: { name: FRR_K8S_NAMES.metricsReader, labels },
      rules: [{ nonResourceUrLs: ['/metrics'], verbs: ['get'] }],
    });
  }

  private metadata() {
    return {
      name: FRR_K8S_NAMES.daemon,
      namespace: this.settings.namespace,
      labels: frrK8sLabels('daemon'),
    };
  }
}
