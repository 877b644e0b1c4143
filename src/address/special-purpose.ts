import type { Span } from './address';
import { Cidr } from './cidr';
import { overlaps } from './span';

/** What a network is reserved for. */
export interface SpecialPurpose {
  readonly cidr: Cidr;
  /** What the registry calls it. */
  readonly name: string;
  /**
   * `private`: made for networks like this one. `shared`: works among hosts that accept it, until another party on the
   * way uses it too. `unusable`: hosts, routers or kube-proxy refuse or drop it.
   */
  readonly use: 'private' | 'shared' | 'unusable';
}

/**
 * The ranges with a meaning of their own; everything else is public.
 *
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry/
 * @see https://www.iana.org/assignments/iana-ipv6-special-registry/
 */
const SPECIAL_PURPOSES: readonly SpecialPurpose[] = (
  [
    ['10.0.0.0/8', 'private space (RFC 1918)', 'private'],
    ['172.16.0.0/12', 'private space (RFC 1918)', 'private'],
    ['192.168.0.0/16', 'private space (RFC 1918)', 'private'],
    ['100.64.0.0/10', 'shared space for carrier-grade NAT (RFC 6598)', 'shared'],
    ['0.0.0.0/8', '"this network" space (RFC 791)', 'unusable'],
    ['127.0.0.0/8', 'loopback space (RFC 1122)', 'unusable'],
    ['169.254.0.0/16', 'link-local space (RFC 3927)', 'unusable'],
    ['192.0.0.0/24', 'space for IETF protocols (RFC 6890)', 'unusable'],
    ['192.0.2.0/24', 'documentation space (RFC 5737)', 'unusable'],
    ['198.51.100.0/24', 'documentation space (RFC 5737)', 'unusable'],
    ['203.0.113.0/24', 'documentation space (RFC 5737)', 'unusable'],
    ['198.18.0.0/15', 'benchmarking space (RFC 2544)', 'shared'],
    ['224.0.0.0/4', 'multicast space (RFC 5771)', 'unusable'],
    ['240.0.0.0/4', 'space for future use (RFC 1112)', 'shared'],
    ['255.255.255.255/32', 'the limited broadcast address (RFC 919)', 'unusable'],
    ['fc00::/7', 'unique local space (RFC 4193)', 'private'],
    ['::/128', 'the unspecified address (RFC 4291)', 'unusable'],
    ['::1/128', 'loopback space (RFC 4291)', 'unusable'],
    ['::ffff:0:0/96', 'IPv4-mapped space (RFC 4291)', 'unusable'],
    ['64:ff9b::/96', 'IPv4-IPv6 translation space (RFC 6052)', 'unusable'],
    ['100::/64', 'discard-only space (RFC 6666)', 'unusable'],
    ['2001:db8::/32', 'documentation space (RFC 3849)', 'unusable'],
    ['3fff::/20', 'documentation space (RFC 9637)', 'unusable'],
    ['fe80::/10', 'link-local space (RFC 4291)', 'unusable'],
    ['ff00::/8', 'multicast space (RFC 4291)', 'unusable'],
  ] as const
).map(([cidr, name, use]) => ({ cidr: findRegistered(cidr), name, use }));

/** The registry's own notation, which may be what users are not allowed to write (IPv4-mapped). */
function findRegistered(text: string): Cidr {
  if (text !== '::ffff:0:0/96') return Cidr.parse(text);
  const unspecified = Cidr.parse('::/128').address;
  return new Cidr(unspecified.plus(0xffffn << 32n), 96);
}

/** The reserved ranges that the span touches; none means that all of it is public. */
export function findSpecialPurposes(span: Span): readonly SpecialPurpose[] {
  return SPECIAL_PURPOSES.filter(({ cidr }) => overlaps(cidr, span));
}
