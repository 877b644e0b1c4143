import type { Address, Family } from '../../address';
import type { TrafficPolicy } from './traefik-plan';

/** By host name through Traefik, as a standard Ingress. */
export interface SampleIngress {
  readonly host: string;
  readonly path: string;
  /** Secret (kubernetes.io/tls) with the host's certificate. */
  readonly tlsSecret?: string;
}

/** By a rule through Traefik, as its own IngressRoute. */
export interface SampleIngressRoute {
  /** Rule in Traefik v3's syntax. */
  readonly match: string;
  readonly entryPoints: readonly string[];
  /** Whether TLS ends at Traefik. */
  readonly tls: boolean;
}

/** By host name through Traefik, as a Gateway API route. */
export interface SampleHttpRoute {
  readonly host: string;
}

/** By an address of its own, past Traefik. */
export interface SampleLoadBalancer {
  readonly port: number;
  /** Families of its Service: those of its fixed addresses, else all of the cluster, primary first. */
  readonly ipFamilies: readonly Family[];
  readonly loadBalancerIPs: readonly Address[];
  readonly ipAddressPool?: string;
  readonly allowSharedIp?: string;
  readonly loadBalancerClass?: string;
  readonly externalTrafficPolicy: TrafficPolicy;
  /** ServiceLB pool. */
  readonly lbpool?: string;
}

/** A small HTTP service to try the cluster with. */
export interface SamplePlan {
  readonly name: string;
  readonly namespace: string;
  readonly image?: string;
  readonly replicas: number;
  readonly ingress?: SampleIngress;
  readonly ingressRoute?: SampleIngressRoute;
  readonly httpRoute?: SampleHttpRoute;
  readonly loadBalancer?: SampleLoadBalancer;
}
