import type { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { TraefikProps } from './traefik-props';
import { TraefikServices } from './traefik-services';
import { TraefikWorkload } from './traefik-workload';

/**
 * Traefik v3 as ingress controller, plain: no Helm, nothing fetched. Needs its namespace (`TraefikNamespace`) and,
 * unless the provider kubernetesCRD is off, the traefik.io CRDs (`TraefikCrds`), best from files of their own.
 *
 * k3s must run with `--disable=traefik`: two installs would fight over the IngressClass `traefik`.
 *
 * @see https://doc.traefik.io/traefik/
 */
export class Traefik extends Construct {
  public readonly serviceAccount: k8s.KubeServiceAccount;
  public readonly clusterRole: k8s.KubeClusterRole;
  public readonly clusterRoleBinding: k8s.KubeClusterRoleBinding;
  public readonly workload: k8s.KubeDeployment | k8s.KubeDaemonSet;
  public readonly service: k8s.KubeService;
  /** For UDP ports that have the number of a TCP port, as HTTP/3 has; undefined if there is none. */
  public readonly udpService?: k8s.KubeService;
  /** Undefined if the provider kubernetesIngress is off. */
  public readonly ingressClass?: k8s.KubeIngressClass;
  /** Undefined for a DaemonSet, which node drains leave alone, and for a single replica, which it would block. */
  public readonly podDisruptionBudget?: k8s.KubePodDisruptionBudget;

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
    this.ingressClass = workload.ingressClass;
    this.podDisruptionBudget = workload.podDisruptionBudget;
  }
}
