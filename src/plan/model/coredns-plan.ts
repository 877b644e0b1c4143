import type { Profile } from '../../profile/schema/profile';
import type { Derived, Immutable } from './derived';

type ProfileCoreDns = Profile['coredns'];

/** `packaged`: k3s's own, tuned. `standalone`: k3s's own disabled, ours installed. `none`: bring your own. */
export type ComponentMode = ProfileCoreDns['mode'];

/** Where queries of one zone are forwarded to. */
export type ZoneForward = Immutable<ProfileCoreDns['forward'][number]>;

/** Where queries are forwarded to. */
export type DnsForward = Omit<ZoneForward, 'zone'>;

/** A name with fixed addresses. */
export type StaticHost = Immutable<ProfileCoreDns['hosts'][number]>;

/** One answer for every name below a zone. */
export type WildcardTemplate = Immutable<ProfileCoreDns['template'][number]>;

/** A zone with records of the profile. */
export type RecordZone = Immutable<ProfileCoreDns['zones'][number]>;

/** Records of one name and type. */
export type DnsRecord = RecordZone['records'][number];

/** Another name resolved in place of the one in the query. */
export type NameRewrite = Immutable<ProfileCoreDns['rewrite'][number]>;

export type DnsCache = Immutable<NonNullable<ProfileCoreDns['cache']>>;

export type CoreDnsPlan = Derived<
  ProfileCoreDns,
  {
    /** The CoreDNS that runs, `major.minor.patch`: k3s's own, or the one that is installed instead. */
    readonly version: string;
    readonly replicas: number;
  }
>;

export type { SnippetFile } from '../../languages/corefile';
