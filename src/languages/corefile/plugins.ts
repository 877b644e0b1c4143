import { isAtLeast } from '../../releases';

/**
 * What CoreDNS makes of a plugin that stands twice in one server block. `refused`: it does not start. `added`: both
 * count. `first` and `last`: only that one counts, without a word.
 */
export type Repetition = 'refused' | 'added' | 'first' | 'last';

interface Plugin {
  readonly repeated: Repetition;
  /** The first version that has it, if that is not older than any k3s packages. */
  readonly since?: string;
}

const REFUSED = 'cache dnssec errors grpc hosts kubernetes loop nsid pprof prometheus ready tsig view'.split(
  ' ',
);
const LAST = 'health loadbalance root'.split(' ');
const FIRST = 'any bufsize chaos metadata minimal reload whoami'.split(' ');
const ADDED = (
  'acl auto autopath azure bind cancel clouddns debug dns64 dnstap erratic etcd file forward geoip header ' +
  'k8s_external local log multisocket on rewrite route53 secondary sign template timeouts tls trace transfer'
).split(' ');

/**
 * The plugins of the standard build, which is the one that k3s packages.
 *
 * @see https://github.com/coredns/coredns/blob/master/plugin.cfg
 */
const PLUGINS: ReadonlyMap<string, Plugin> = new Map([
  ...all(REFUSED, 'refused'),
  ...all(LAST, 'last'),
  ...all(FIRST, 'first'),
  ...all(ADDED, 'added'),
  ['quic', { repeated: 'added', since: '1.12.2' }],
  ['nomad', { repeated: 'added', since: '1.13.0' }],
  ['grpc_server', { repeated: 'added', since: '1.14.0' }],
  ['https', { repeated: 'added', since: '1.14.0' }],
  ['https3', { repeated: 'added', since: '1.14.0' }],
  ['proxyproto', { repeated: 'refused', since: '1.14.3' }],
  ['shed', { repeated: 'refused', since: '1.14.7' }],
]);

function all(names: readonly string[], repeated: Repetition): (readonly [string, Plugin])[] {
  return names.map((name) => [name, { repeated }]);
}

/** Whether this CoreDNS has the plugin; names are case-sensitive. */
export function hasPlugin(name: string, version: string): boolean {
  const plugin = PLUGINS.get(name);
  return plugin !== undefined && isAtLeast(version, plugin.since ?? version);
}

/** The names of the plugins of this CoreDNS, sorted. */
export function pluginNames(version: string): readonly string[] {
  return [...PLUGINS.keys()].filter((name) => hasPlugin(name, version)).sort();
}

/** The first version that has the plugin; undefined if it is older than any k3s packages, or there is none. */
export function pluginSince(name: string): string | undefined {
  return PLUGINS.get(name)?.since;
}

/** What a second one in the same server block does; undefined if there is no such plugin. */
export function repetitionOf(name: string): Repetition | undefined {
  return PLUGINS.get(name)?.repeated;
}

/** Whether any CoreDNS has a plugin of this name. */
export function isPlugin(name: string): boolean {
  return PLUGINS.has(name);
}
