import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { createIngressPolicy } from '../network-policy';
import { traefikArguments } from './arguments';
import type { PersistenceOptions } from './certificate-options';
import { clusterRoleRules } from './cluster-role-rules';
import { listeningPorts, PORTS } from './entry-points';
import { installLabels, TRAEFIK, TRAEFIK_NAMESPACE, traefikImage, traefikSelector } from './identity';
import { podTemplate } from './pod-template';
import type { TraefikProps } from './traefik-props';
import { daemonSetStrategy, deploymentStrategy } from './update-strategy';

/** Traefik's Deployment or DaemonSet with its ServiceAccount, RBAC and IngressClass, without its Services. */
export class TraefikWorkload extends Construct {
  public readonly serviceAccount: k8s.KubeServiceAccount;
  public readonly clusterRole: k8s.KubeClusterRole;
  public readonly clusterRoleBinding: k8s.KubeClusterRoleBinding;
  public readonly workload: k8s.KubeDeployment | k8s.KubeDaemonSet;
  /** Undefined if the provider kubernetesIngress is disabled. */
  public readonly ingressClass?: k8s.KubeIngressClass;
  /** Undefined for a DaemonSet, which node drains ignore, and for one replica, whose eviction it would block. */
  public readonly podDisruptionBudget?: k8s.KubePodDisruptionBudget;
  /** The claim of `persistence`; undefined without it, and for an existing claim. */
  public readonly persistentVolumeClaim?: k8s.KubePersistentVolumeClaim;
  /** Undefined without `networkPolicy`. */
  public readonly networkPolicy?: k8s.KubeNetworkPolicy;

  private readonly namespace: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: Omit<TraefikProps, 'service'> = {},
  ) {
    super(scope, id);
    this.namespace = props.namespace ?? TRAEFIK_NAMESPACE;
    this.serviceAccount = this.createServiceAccount();
    this.clusterRole = this.createClusterRole();
    this.clusterRoleBinding = this.createClusterRoleBinding();
    this.workload = props.kind === 'DaemonSet' ? this.createDaemonSet() : this.createDeployment();
    if (props.providers?.kubernetesIngress?.enabled ?? true) this.ingressClass = this.createIngressClass();
    if (props.kind !== 'DaemonSet' && (props.replicas ?? 1) > 1) {
      this.podDisruptionBudget = this.createPodDisruptionBudget();
    }
    const { persistence } = props;
    if (persistence !== undefined && persistence.existingClaim === undefined) {
      this.persistentVolumeClaim = this.createPersistentVolumeClaim(persistence);
    }
    if (props.networkPolicy === true && props.hostNetwork !== true) {
      this.networkPolicy = this.createNetworkPolicy();
    }
  }

  private createServiceAccount(): k8s.KubeServiceAccount {
    return new k8s.KubeServiceAccount(this, 'service-account', {
      metadata: this.metadata(),
      automountServiceAccountToken: false,
    });
  }

  private createClusterRole(): k8s.KubeClusterRole {
    return new k8s.KubeClusterRole(this, 'cluster-role', {
      metadata: this.clusterMetadata(),
      rules: clusterRoleRules(this.props.providers ?? {}, this.props.extraArguments),
    });
  }

  private createClusterRoleBinding(): k8s.KubeClusterRoleBinding {
    return new k8s.KubeClusterRoleBinding(this, 'cluster-role-binding', {
      metadata: this.clusterMetadata(),
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: TRAEFIK },
      subjects: [{ kind: 'ServiceAccount', name: TRAEFIK, namespace: this.namespace }],
    });
  }

  private createDeployment(): k8s.KubeDeployment {
    return new k8s.KubeDeployment(this, 'deployment', {
      metadata: this.metadata(),
      spec: {
        replicas: this.props.replicas ?? 1,
        selector: { matchLabels: traefikSelector() },
        strategy: deploymentStrategy(this.props),
        template: this.podTemplate(),
      },
    });
  }

  private createDaemonSet(): k8s.KubeDaemonSet {
    return new k8s.KubeDaemonSet(this, 'daemon-set', {
      metadata: this.metadata(),
      spec: {
        selector: { matchLabels: traefikSelector() },
        updateStrategy: daemonSetStrategy(this.props),
        template: this.podTemplate(),
      },
    });
  }

  private createIngressClass(): k8s.KubeIngressClass {
    const isDefault = this.props.providers?.kubernetesIngress?.defaultIngressClass ?? true;
    return new k8s.KubeIngressClass(this, 'ingress-class', {
      metadata: {
        ...this.clusterMetadata(),
        name: this.props.ingressClassName ?? TRAEFIK,
        annotations: { 'ingressclass.kubernetes.io/is-default-class': String(isDefault) },
      },
      spec: { controller: 'traefik.io/ingress-controller' },
    });
  }

  private createPodDisruptionBudget(): k8s.KubePodDisruptionBudget {
    return new k8s.KubePodDisruptionBudget(this, 'pod-disruption-budget', {
      metadata: this.metadata(),
      spec: {
        maxUnavailable: k8s.IntOrString.fromNumber(1),
        // A pod that is not ready must not block the drain of its node.
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
        selector: { matchLabels: traefikSelector() },
      },
    });
  }

  private createPersistentVolumeClaim(options: PersistenceOptions): k8s.KubePersistentVolumeClaim {
    const { storageClass = 'local-path', size = '128Mi' } = options;
    return new k8s.KubePersistentVolumeClaim(this, 'persistent-volume-claim', {
      metadata: this.metadata(),
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: storageClass,
        resources: { requests: { storage: k8s.Quantity.fromString(size) } },
      },
    });
  }

  /** Every port but that of the internal entryPoint, which only the kubelet uses. */
  private createNetworkPolicy(): k8s.KubeNetworkPolicy {
    const ports = listeningPorts(this.props).filter(({ port }) => port !== PORTS.traefik);
    const udp =
      this.props.websecure?.http3 === true ? [{ port: PORTS.websecure, protocol: 'UDP' as const }] : [];
    return new k8s.KubeNetworkPolicy(this, 'network-policy', {
      metadata: this.metadata(),
      spec: createIngressPolicy({ selector: traefikSelector(), ports: [...ports, ...udp] }),
    });
  }

  private podTemplate(): k8s.PodTemplateSpec {
    const crossNamespace = this.props.providers?.kubernetesCRD?.allowCrossNamespace ?? false;
    const args = traefikArguments(this.props, {
      namespace: this.namespace,
      serviceName: TRAEFIK,
      ingressClassName: this.props.ingressClassName ?? TRAEFIK,
      crossProviderNamespaces:
        this.props.crossProviderNamespaces ?? (crossNamespace ? undefined : [this.namespace]),
    });
    const { image = traefikImage(), imagePullSecrets } = this.props;
    return podTemplate({ options: this.props, image, args, imagePullSecrets });
  }

  private metadata() {
    return { name: TRAEFIK, namespace: this.namespace, labels: installLabels() };
  }

  private clusterMetadata() {
    return { name: TRAEFIK, labels: installLabels() };
  }
}
