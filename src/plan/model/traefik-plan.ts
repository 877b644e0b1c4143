import type { Address, Cidr, Family } from '../../address';
import type { ComponentMode } from './coredns-plan';

export type TrafficPolicy = 'Cluster' | 'Local';

/** A port that Traefik listens on, beyond web and websecure. */
export interface EntryPointPlan {
  readonly name: string;
  /** Port in the pod. */
  readonly port: number;
  /** Port of the Service; the same as `port` unless set. */
  readonly exposedPort: number;
  readonly protocol: 'TCP' | 'UDP';
}

/** The dashboard, which is only ever served behind authentication. */
export interface Dashboard {
  readonly host: string;
  /** Secret (kubernetes.io/basic-auth, or key `users`) beside Traefik. */
  readonly authSecret: string;
}

export interface TraefikProviders {
  readonly kubernetesIngress: boolean;
  readonly kubernetesCRD: boolean;
  readonly kubernetesGateway: boolean;
}

export interface TraefikPlan {
  readonly mode: ComponentMode;
  /** `kube-system` for the packaged one. */
  readonly namespace: string;
  readonly kind: 'Deployment' | 'DaemonSet';
  readonly replicas: number;
  /** Families of its Service: those of its fixed addresses, else all of the cluster, primary first. */
  readonly ipFamilies: readonly Family[];
  readonly loadBalancerIPs: readonly Address[];
  /** Name of the IPAddressPool that its Service takes an address from. */
  readonly ipAddressPool?: string;
  /** Key that Services with the same one share an address by. */
  readonly allowSharedIp?: string;
  /** Class of its Service, where MetalLB keeps to one. */
  readonly loadBalancerClass?: string;
  readonly externalTrafficPolicy: TrafficPolicy;
  readonly httpsRedirect: boolean;
  /** Secret (kubernetes.io/tls) beside Traefik. */
  readonly defaultCertificate?: string;
  readonly tlsMinVersion?: 'VersionTLS12' | 'VersionTLS13';
  readonly entryPoints: readonly EntryPointPlan[];
  readonly accessLog: boolean;
  readonly metrics: boolean;
  readonly logLevel: 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';
  readonly dashboard?: Dashboard;
  readonly trustedIPs: readonly Cidr[];
  readonly allowCrossNamespace: boolean;
  readonly providers: TraefikProviders;
  /** Whether Ingresses without a class are Traefik's. */
  readonly defaultIngressClass: boolean;
  /** Who brings the Gateway API CRDs: k3s, alone or with its Traefik; the user; or nobody. */
  readonly gatewayCrds: 'packaged' | 'external' | 'missing';
}
