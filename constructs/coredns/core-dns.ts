import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { createIngressPolicy } from '../network-policy';
import { coreDnsPod } from './core-dns-pod';
import type { CoreDnsProps } from './core-dns-props';
import { CORE_DNS, coreDnsLabels, coreDnsSelector, NAMESPACE } from './identity';
import { standaloneConfig } from './standalone-corefile';

/**
 * A standalone cluster DNS instead of the CoreDNS that k3s packages. k3s must run with `--disable=coredns`, and have
 * removed its CoreDNS before this is applied: both have the Service `kube-dns`, which k3s deletes with its CoreDNS.
 *
 * @see https://coredns.io/plugins/kubernetes/
 * @example
 * new CoreDns(chart, 'coredns', { clusterDns: ['10.43.0.10'], replicas: 2 });
 */
export class CoreDns extends Construct {
  public readonly serviceAccount: k8s.KubeServiceAccount;
  public readonly clusterRole: k8s.KubeClusterRole;
  public readonly clusterRoleBinding: k8s.KubeClusterRoleBinding;
  public readonly configMap: k8s.KubeConfigMap;
  public readonly deployment: k8s.KubeDeployment;
  public readonly service: k8s.KubeService;
  /** Undefined for a single replica, because it would block the drain of its node. */
  public readonly podDisruptionBudget?: k8s.KubePodDisruptionBudget;
  /** Undefined without `networkPolicy`, and with snippets. */
  public readonly networkPolicy?: k8s.KubeNetworkPolicy;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: CoreDnsProps,
  ) {
    super(scope, id);
    checkClusterDns(props.clusterDns);
    this.serviceAccount = new k8s.KubeServiceAccount(this, 'service-account', {
      metadata: metadata(CORE_DNS),
      automountServiceAccountToken: false,
    });
    this.clusterRole = this.createClusterRole();
    this.clusterRoleBinding = this.createClusterRoleBinding();
    this.configMap = new k8s.KubeConfigMap(this, 'config-map', {
      metadata: metadata(CORE_DNS),
      data: standaloneConfig(props),
    });
    this.deployment = this.createDeployment();
    this.service = this.createService();
    if ((props.replicas ?? 1) > 1) this.podDisruptionBudget = this.createPodDisruptionBudget();
    const isKnown = (props.snippets ?? []).length === 0;
    if (props.networkPolicy === true && isKnown) this.networkPolicy = this.createNetworkPolicy();
  }

  private createNetworkPolicy(): k8s.KubeNetworkPolicy {
    return new k8s.KubeNetworkPolicy(this, 'network-policy', {
      metadata: metadata(CORE_DNS),
      spec: createIngressPolicy({
        selector: coreDnsSelector(),
        ports: [{ port: 53, protocol: 'UDP' }, { port: 53 }, { port: 9153 }],
      }),
    });
  }

  /** With `pods insecure` it never looks at pods, and Endpoints have given way to EndpointSlices. */
  private createClusterRole(): k8s.KubeClusterRole {
    const verbs = ['list', 'watch'];
    return new k8s.KubeClusterRole(this, 'cluster-role', {
      metadata: clusterMetadata(),
      rules: [
        { apiGroups: [''], resources: ['namespaces', 'services'], verbs },
        { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs },
      ],
    });
  }

  private createClusterRoleBinding(): k8s.KubeClusterRoleBinding {
    return new k8s.KubeClusterRoleBinding(this, 'cluster-role-binding', {
      metadata: clusterMetadata(),
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: CORE_DNS },
      subjects: [{ kind: 'ServiceAccount', name: CORE_DNS, namespace: NAMESPACE }],
    });
  }

  private createDeployment(): k8s.KubeDeployment {
    return new k8s.KubeDeployment(this, 'deployment', {
      metadata: metadata(CORE_DNS),
      spec: {
        replicas: this.props.replicas ?? 1,
        revisionHistoryLimit: 0,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: k8s.IntOrString.fromNumber(1) } },
        selector: { matchLabels: { ...coreDnsSelector() } },
        template: coreDnsPod(this.props),
      },
    });
  }

  private createService(): k8s.KubeService {
    const clusterIPs = [...this.props.clusterDns];
    const { name, namespace, labels } = metadata('kube-dns');
    return new k8s.KubeService(this, 'service', {
      metadata: {
        name,
        namespace,
        labels: { ...labels, 'kubernetes.io/cluster-service': 'true', 'kubernetes.io/name': 'CoreDNS' },
        annotations: { 'prometheus.io/port': '9153', 'prometheus.io/scrape': 'true' },
      },
      spec: {
        clusterIp: clusterIPs[0],
        clusterIPs,
        ipFamilyPolicy: clusterIPs.length > 1 ? 'RequireDualStack' : 'SingleStack',
        selector: { ...coreDnsSelector() },
        ports: [
          { name: 'dns', port: 53, protocol: 'UDP' },
          { name: 'dns-tcp', port: 53, protocol: 'TCP' },
          { name: 'metrics', port: 9153, protocol: 'TCP' },
        ],
      },
    });
  }

  private createPodDisruptionBudget(): k8s.KubePodDisruptionBudget {
    return new k8s.KubePodDisruptionBudget(this, 'pod-disruption-budget', {
      metadata: metadata(CORE_DNS),
      spec: {
        maxUnavailable: k8s.IntOrString.fromNumber(1),
        // A pod that is not ready answers no query, so it may always be evicted.
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
        selector: { matchLabels: { ...coreDnsSelector() } },
      },
    });
  }
}

function checkClusterDns(addresses: readonly string[]): void {
  const families = new Set(addresses.map((address) => address.includes(':')));
  if (addresses.length === 0 || families.size < addresses.length) {
    throw new Error(
      `The cluster DNS has one address of each family at most, not ${addresses.join(', ') || 'none'}`,
    );
  }
}

function metadata(name: string) {
  return { name, namespace: NAMESPACE, labels: { ...coreDnsLabels() } };
}

function clusterMetadata() {
  return { name: CORE_DNS, labels: { ...coreDnsLabels() } };
}
