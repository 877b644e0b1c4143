import type { Words } from './corefile-words';

/** A forward as the profile has it. */
export interface ForwardValues {
  readonly to: string[];
  readonly tlsServername?: string;
  readonly policy?: 'random' | 'round_robin' | 'sequential';
  readonly maxConcurrent?: number;
}

export interface HostValues {
  readonly name: string;
  readonly addresses: string[];
  readonly ttlSeconds?: number;
  readonly fallthrough?: boolean;
}

export interface RewriteValues {
  readonly match: 'exact' | 'suffix' | 'prefix' | 'regex';
  readonly from: string;
  readonly to: string;
}

export interface CacheValues {
  readonly ttlSeconds?: number;
  readonly serveStaleSeconds?: number;
}

const POLICIES = ['random', 'round_robin', 'sequential'];

/** Seconds that k3s and k3s-netstack keep answers. */
const CACHE_SECONDS = '30';

const HOST_TTL = '60';

/** `forward . servers`; undefined where it has an option that a profile lacks. */
export function recognizeForward({ name, args, block }: Words): ForwardValues | undefined {
  const [zone, ...to] = args;
  if (name !== 'forward' || zone !== '.' || to.length === 0) return undefined;
  const values: { -readonly [K in keyof ForwardValues]: ForwardValues[K] } = { to };
  for (const { name: option, args: own, block: below } of block) {
    const [value = '', ...surplus] = own;
    if (surplus.length > 0 || below.length > 0 || value === '') return undefined;
    if (option === 'tls_servername') values.tlsServername = value;
    else if (option === 'policy' && POLICIES.includes(value)) values.policy = value as 'random';
    else if (option === 'max_concurrent' && /^\d+$/.test(value)) values.maxConcurrent = Number(value);
    else return undefined;
  }
  return values;
}

/** Entries of the plugin hosts with `ttl 60` and `fallthrough`, as the profile's hosts give them. */
export function recognizeHosts({ name, args, block }: Words): readonly HostValues[] | undefined {
  if (name !== 'hosts' || args.length > 0) return undefined;
  const options = block.filter(({ name: first }) => !/^[\d.]+$|:/.test(first));
  const texts = options.map((option) => [option.name, ...option.args].join(' '));
  if (texts.join(',') !== `ttl ${HOST_TTL},fallthrough`) return undefined;
  const hosts: HostValues[] = [];
  for (const entry of block.filter((one) => !options.includes(one))) {
    const [host, ...aliases] = entry.args;
    if (host === undefined || aliases.length > 0) return undefined;
    const last = hosts.at(-1);
    if (last?.name === host) last.addresses.push(entry.name);
    else hosts.push({ name: host, addresses: [entry.name] });
  }
  return hosts;
}

/** `rewrite name …` with what a profile adds to it. */
export function recognizeRewrite({ name, args, block }: Words): RewriteValues | undefined {
  const [field, match, from, to, ...rest] = args;
  if (name !== 'rewrite' || field !== 'name' || block.length > 0) return undefined;
  if (from === undefined || to === undefined) return undefined;
  if (match === 'exact' && rest.length === 0) return { match, from, to };
  if (rest.join(' ') !== 'answer auto') return undefined;
  if (match === 'suffix') return { match, from, to };
  if (match !== 'regex') return undefined;
  const prefix = /^\^(.*)\(\.\*\)\\\.\$$/.exec(from)?.[1];
  const plain = prefix === undefined ? undefined : unescapeRegex(prefix);
  return plain !== undefined && plain !== '' && to.endsWith('{1}') && to.length > 3
    ? { match: 'prefix', from: plain, to: to.slice(0, -3) }
    : { match, from, to };
}

export function recognizeCache({ name, args, block }: Words): CacheValues | undefined {
  const [seconds = '', ...zones] = args;
  if (name !== 'cache' || !/^\d+$/.test(seconds) || zones.length > 0) return undefined;
  const [stale, ...others] = block;
  if (others.length > 0) return undefined;
  const ttl = seconds === CACHE_SECONDS ? {} : { ttlSeconds: Number(seconds) };
  if (stale === undefined) return ttl;
  const duration = /^(\d+)s$/.exec(stale.args[0] ?? '')?.[1];
  if (stale.name !== 'serve_stale' || duration === undefined || stale.args.length > 1) return undefined;
  return { ...ttl, serveStaleSeconds: Number(duration) };
}

/** Whether a cache is the one that a zone of a profile has. */
export function isUsualCache(words: Words): boolean {
  const values = recognizeCache(words);
  return values !== undefined && Object.keys(values).length === 0;
}

/** The text that an escaped regular expression stands for; undefined where it stands for more than one. */
export function unescapeRegex(regex: string): string | undefined {
  if (/(?:^|[^\\])(?:\\\\)*[.*+?^${}()|[\]]/.test(regex)) return undefined;
  const plain = regex.replace(/\\([.*+?^${}()|[\]\\])/g, '$1');
  return plain.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') === regex ? plain : undefined;
}
