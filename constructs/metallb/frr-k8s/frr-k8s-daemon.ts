import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { MetalLbSettings } from '../metallb-props';
import { scrapeAnnotations } from '../metrics';
import { MetalLbWorkloadBase } from '../workload';
import { FRR_K8S_PORTS } from './daemon-containers';
import { daemonPod } from './daemon-pod';
import { daemonClusterRules, daemonNamespaceRules } from './frr-k8s-access';
import { FRR_STARTUP } from './frr-startup';
import { FRR_K8S_NAMES, identifyFrrK8s } from './identity';

/** FRR on each node that has a speaker. */
export class FrrK8sDaemon extends MetalLbWorkloadBase {
  public readonly startup: k8s.KubeConfigMap;
  public readonly daemonSet: k8s.KubeDaemonSet;

  constructor(
    scope: Construct,
    id: string,
    private readonly settings: MetalLbSettings,
  ) {
    super(scope, id, identifyFrrK8s('daemon', settings.namespace), {
      inNamespace: daemonNamespaceRules(),
      inCluster: daemonClusterRules(settings.metrics),
    });
    this.startup = new k8s.KubeConfigMap(this, 'startup', {
      metadata: { ...this.createMetadata(), name: FRR_K8S_NAMES.startup },
      data: { ...FRR_STARTUP },
    });
    this.daemonSet = this.createDaemonSet();
    if (settings.metrics) this.createMetricsAccess();
  }

  private createDaemonSet(): k8s.KubeDaemonSet {
    return new k8s.KubeDaemonSet(this, 'daemon-set', {
      metadata: this.createMetadata(),
      spec: this.createPods(daemonPod(this.settings), {
        'kubectl.kubernetes.io/default-container': 'frr',
        ...(this.settings.metrics && scrapeAnnotations(FRR_K8S_PORTS.frrMetrics)),
      }),
    });
  }

  /** A Service of the metrics, and a ClusterRole for their reader. */
  private createMetricsAccess(): void {
    const { namespace, labels, selector } = this.identity;
    const port = (name: string, port: number) => ({
      name,
      port,
      targetPort: k8s.IntOrString.fromString(name),
    });
    new k8s.KubeService(this, 'metrics-service', {
      metadata: { name: FRR_K8S_NAMES.metricsService, namespace, labels },
      spec: {
        selector,
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
}
