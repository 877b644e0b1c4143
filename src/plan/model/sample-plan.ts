import type { Address, Family } from '../../address';
import type { Profile } from '../../profile/schema/profile';
import type { Derived, Immutable } from './derived';

type ProfileSample = Profile['samples'][number];

/** By host name through Traefik, as a standard Ingress. */
export type SampleIngress = Immutable<NonNullable<ProfileSample['ingress']>>;

/** By a rule through Traefik, as its own IngressRoute. */
export type SampleIngressRoute = Immutable<NonNullable<ProfileSample['ingressRoute']>>;

/** TCP connections through Traefik, as its own IngressRouteTCP. */
export type SampleTcpRoute = Immutable<NonNullable<ProfileSample['ingressRouteTCP']>>;

/** UDP packets through Traefik, as its own IngressRouteUDP. */
export type SampleUdpRoute = Immutable<NonNullable<ProfileSample['ingressRouteUDP']>>;

/** By host name through Traefik, as a Gateway API route. */
export type SampleHttpRoute = Immutable<NonNullable<ProfileSample['httpRoute']>>;

/** By an address of its own, past Traefik. */
export type SampleLoadBalancer = Derived<
  NonNullable<ProfileSample['loadBalancer']>,
  {
    /** Families of its Service: those of its fixed addresses, else all of the cluster, primary first. */
    readonly ipFamilies: readonly Family[];
    readonly loadBalancerIPs: readonly Address[];
    /** Class of its Service, where MetalLB serves only one. */
    readonly loadBalancerClass?: string;
  }
>;

/** A small service to try the cluster with. */
export type SamplePlan = Derived<ProfileSample, { readonly loadBalancer?: SampleLoadBalancer }>;
