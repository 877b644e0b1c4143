import type { Address, Family } from '../../address';
import type { Profile } from '../../profile/schema/profile';
import type { Derived, Immutable } from './derived';

type ProfileTraefik = Profile['traefik'];

export type TrafficPolicy = ProfileTraefik['externalTrafficPolicy'];

/** A port that Traefik listens on, beyond web and websecure. */
export type EntryPointPlan = Derived<
  ProfileTraefik['entryPoints'][number],
  {
    /** Port of the Service; the same as `port` unless set. */
    readonly exposedPort: number;
  }
>;

/** The dashboard, which is served behind authentication only. */
export type Dashboard = Immutable<NonNullable<ProfileTraefik['dashboard']>>;

/** A CA that issues certificates by ACME. */
export type CertificateResolverPlan = Immutable<ProfileTraefik['certificateResolvers'][number]>;

export type TraefikProviders = Immutable<ProfileTraefik['providers']>;

/** A further Service of Traefik's pods. */
export type AdditionalServicePlan = Derived<
  ProfileTraefik['service']['additionalServices'][number],
  {
    /** The families that the profile sets, in their order. */
    readonly requestedFamilies: readonly ('IPv4' | 'IPv6')[];
    readonly ipFamilies: readonly Family[];
    readonly loadBalancerIPs: readonly Address[];
    readonly loadBalancerClass?: string;
    readonly allowSharedIp?: undefined;
  }
>;

/** The Services of Traefik. */
export type TraefikServicesPlan = Derived<
  ProfileTraefik['service'],
  { readonly additionalServices: readonly AdditionalServicePlan[] }
>;

export type TraefikPlan = Derived<
  ProfileTraefik,
  {
    /** `kube-system` for the packaged one. */
    readonly namespace: string;
    readonly replicas: number;
    /** Families of its Service: those of its fixed addresses, else all of the cluster, primary first. */
    readonly ipFamilies: readonly Family[];
    readonly loadBalancerIPs: readonly Address[];
    /** Class of its Service, where MetalLB serves only one. */
    readonly loadBalancerClass?: string;
    readonly entryPoints: readonly EntryPointPlan[];
    readonly service: TraefikServicesPlan;
    /** Who installs the Gateway API CRDs: k3s, alone or with its Traefik; the user; or nothing does. */
    readonly gatewayCrds: 'packaged' | 'external' | 'missing';
  }
>;
