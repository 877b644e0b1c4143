import type { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { TraefikProps } from './traefik-props';
import { TraefikServices } from './traefik-services';
import { TraefikWorkload } from './traefik-workload';

/**
 * Traefik v3 as plain objects, without Helm. Apply its namespace (`TraefikNamespace`) first, and its CRDs (`TraefikCrds`)
 * unless the provider kubernetesCRD is disabled, from charts of their own.
 *
 * Run k3s with `--disable=traefik`: the packaged Traefik has the same IngressClass.
 *
 * @see https://doc.traefik.io/traefik/
 * @example
 * new Traefik(chart, 'traefik', {
 *   service: { loadBalancerIPs: ['10.0.0.100'] },
 *   web: { httpsRedirect: true },
 * });
 */
export class Traefik extends Construct {
  public readonly serviceAccount: k8s.KubeServiceAccount;
  public readonly clusterRole: k8s.KubeClusterRole;
  public readonly clusterRoleBinding: k8s.KubeClusterRoleBinding;
  public readonly workload: k8s.KubeDeployment | k8s.KubeDaemonSet;
  public readonly service: k8s.KubeService;
  /** The Service of UDP ports that have the number of a TCP port, such as HTTP/3; undefined if there is none. */
  public readonly udpService?: k8s.KubeService;
  public readonly additionalServices: readonly k8s.KubeService[];
  /** Undefined if the provider kubernetesIngress is disabled. */
  public readonly ingressClass?: k8s.KubeIngressClass;
  /** Undefined for a DaemonSet, which node drains ignore, and for one replica, whose eviction it would block. */
  public readonly podDisruptionBudget?: k8s.KubePodDisruptionBudget;
  /** The claim of `persistence`; undefined without it, and for an existing claim. */
  public readonly persistentVolumeClaim?: k8s.KubePersistentVolumeClaim;
  /** Undefined without `networkPolicy`. */
  public readonly networkPolicy?: k8s.KubeNetworkPolicy;

  constructor(scope: Construct, id: string, props: TraefikProps = {}) {
    super(scope, id);
    const workload = new TraefikWorkload(this, 'workload', props);
    const services = new TraefikServices(this, 'services', props);
    this.serviceAccount = workload.serviceAccount;
    this.clusterRole = workload.clusterRole;
    this.clusterRoleBinding = workload.clusterRoleBinding;
    this.workload = workload.workload;
    this.service = services.service;
    this.udpService = services.udpService;
    this.additionalServices = services.additionalServices;
    this.ingressClass = workload.ingressClass;
    this.podDisruptionBudget = workload.podDisruptionBudget;
    this.persistentVolumeClaim = workload.persistentVolumeClaim;
    this.networkPolicy = workload.networkPolicy;
  }
}
