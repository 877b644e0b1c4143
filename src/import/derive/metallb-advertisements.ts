import { isDeepStrictEqual } from 'node:util';
import type { ObservedObject } from '../observed/observed-network';
import type { ImportContext } from './context';
import type { MetalLbValues } from './metallb-values';
import { readSelectors } from './metallb-selectors';

type Pool = MetalLbValues['ipAddressPools'][number];
type L2 = NonNullable<MetalLbValues['l2Advertisements']>[number];
type Bgp = NonNullable<MetalLbValues['bgpAdvertisements']>[number];

const SELECTORS = ['ipAddressPoolSelectors', 'serviceSelectors', 'nodeSelectors'] as const;

/** Pools with their advertisements, those that a pool's `advertise` gives left out. */
export interface ImportedAdvertisements {
  readonly pools: Pool[];
  readonly l2: L2[];
  readonly bgp: Bgp[];
}

export function importAdvertisements(
  context: ImportContext,
  pools: readonly Pool[],
  objects: { readonly l2: readonly ObservedObject[]; readonly bgp: readonly ObservedObject[] },
): ImportedAdvertisements {
  const l2 = shorten(
    objects.l2.map((object) => readL2Advertisement(context, object)),
    pools.map(({ name }) => name),
  );
  // A pool has one way that it is advertised by; what goes beyond it is an advertisement of its own.
  const bgp = shorten(
    objects.bgp.map((object) => readBgpAdvertisement(context, object)),
    pools.map(({ name }) => name).filter((name) => !l2.short.has(name)),
  );
  return {
    pools: pools.map((pool) => {
      const advertise = l2.short.has(pool.name) ? 'l2' : bgp.short.has(pool.name) ? 'bgp' : undefined;
      if (advertise === undefined) return pool;
      const { name, addresses, ...rest } = pool;
      return { name, addresses, advertise, ...rest };
    }),
    l2: l2.rest,
    bgp: bgp.rest,
  };
}

/**
 * Splits off the advertisements that pools give by `advertise`. Those come after all others and in the order of the
 * pools, so that only the end of the list can be short.
 */
function shorten<A extends { readonly name: string }>(
  advertisements: readonly A[],
  pools: readonly string[],
): { readonly short: ReadonlySet<string>; readonly rest: A[] } {
  const short = new Set<string>();
  let [start, before] = [advertisements.length, pools.length];
  while (start > 0) {
    const candidate = advertisements[start - 1] as A;
    const pool = pools.indexOf(candidate.name);
    const isPlain = isDeepStrictEqual(candidate, { name: candidate.name, ipAddressPools: [candidate.name] });
    if (!isPlain || pool < 0 || pool >= before) break;
    short.add(candidate.name);
    [start, before] = [start - 1, pool];
  }
  return { short, rest: advertisements.slice(0, start) };
}

function readL2Advertisement(context: ImportContext, object: ObservedObject): L2 {
  const spec = object.fields.at('spec');
  const values: Record<string, unknown> = { name: object.name };
  for (const key of ['ipAddressPools', 'interfaces']) addList(values, key, spec.texts(key));
  for (const key of SELECTORS) addList(values, key, readSelectors(spec, key));
  context.reportUnreadOptions(object.fields, object.title, ['metallb', 'l2Advertisements']);
  return values as unknown as L2;
}

function readBgpAdvertisement(context: ImportContext, object: ObservedObject): Bgp {
  const spec = object.fields.at('spec');
  const values: Record<string, unknown> = { name: object.name };
  addList(values, 'ipAddressPools', spec.texts('ipAddressPools'));
  for (const [key, usual] of [
    ['aggregationLength', 32],
    ['aggregationLengthV6', 128],
    ['localPref', undefined],
  ] as const) {
    const number = spec.number(key);
    if (number !== undefined && number !== usual) values[key] = number;
  }
  for (const key of ['communities', 'peers']) addList(values, key, spec.texts(key));
  for (const key of SELECTORS) addList(values, key, readSelectors(spec, key));
  context.reportUnreadOptions(object.fields, object.title, ['metallb', 'bgpAdvertisements']);
  return values as unknown as Bgp;
}

function addList(values: Record<string, unknown>, key: string, list: readonly unknown[]): void {
  if (list.length > 0) values[key] = [...list];
}
