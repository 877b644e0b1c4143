import { isDeepStrictEqual } from 'node:util';
import type { Words } from './corefile-words';
import type { ForwardValues, HostValues, RewriteValues } from './recognize';
import { isUsualCache, recognizeForward, recognizeHosts, recognizeRewrite } from './recognize';
import type { RecordValues, WildcardValues } from './recognize-templates';
import { recognizeTemplates } from './recognize-templates';

/** A server block as the profile has it: a zone, or hosts that are in no zone. */
export type ZoneValues =
  | {
      readonly kind: 'zone';
      readonly zone: string;
      readonly forward?: ForwardValues;
      /** Everything else is asked where names outside of all zones are asked. */
      readonly fallthrough: boolean;
      readonly wildcard?: WildcardValues;
      readonly hosts: readonly HostValues[];
      readonly records: readonly RecordValues[];
      readonly rewrite: readonly RewriteValues[];
    }
  | { readonly kind: 'hosts'; readonly hosts: readonly HostValues[]; readonly upstream: ForwardValues };

/** The forward of a block that passes everything on to the node's own resolvers. */
export const NODE_RESOLVERS: ForwardValues = { to: ['/etc/resolv.conf'] };

/**
 * A server block that a profile can express without a change in its answers; undefined where it cannot. The order of
 * plugins does not matter to CoreDNS, and one that logs errors answers the same.
 *
 * @param upstream where names outside of all zones are asked: a block of hosts passes everything else on to it
 * @param canBeHosts whether the block can be the one of hosts that are in no zone
 */
export function recognizeZone(
  keys: readonly string[],
  directives: readonly Words[],
  upstream: ForwardValues,
  canBeHosts = true,
): ZoneValues | undefined {
  const zones = keys.map((key) => /^(?:dns:\/\/)?([^/:]+)(?::53)?$/.exec(key)?.[1]);
  if (zones.some((zone) => zone === undefined || zone === '.')) return undefined;
  const plugins = groupPlugins(directives);
  if (plugins === undefined) return undefined;
  const hostsBlock = canBeHosts ? recognizeHostsBlock(zones as string[], plugins) : undefined;
  const isUpstream = (own: ForwardValues) => isDeepStrictEqual(own, upstream);
  if (hostsBlock?.kind === 'hosts' && isUpstream(hostsBlock.upstream)) return hostsBlock;
  const [zone = '', ...others] = zones as string[];
  return others.length > 0 ? undefined : recognizeSingle(zone, plugins, upstream);
}

interface Plugins {
  readonly forward?: Words;
  readonly cache?: Words;
  readonly hosts?: Words;
  readonly templates: readonly Words[];
  readonly rewrites: readonly Words[];
}

/** The plugins of a block; undefined where there is one that a profile's zone does not have. */
function groupPlugins(directives: readonly Words[]): Plugins | undefined {
  const known = ['errors', 'forward', 'cache', 'hosts', 'template', 'rewrite'];
  const once = ['errors', 'forward', 'cache', 'hosts'];
  const named = (name: string) => directives.filter((one) => one.name === name);
  if (directives.some(({ name }) => !known.includes(name))) return undefined;
  if (once.some((name) => named(name).length > 1)) return undefined;
  if (named('errors').some(({ args, block }) => args.length > 0 || block.length > 0)) return undefined;
  const [forward, cache, hosts] = [named('forward')[0], named('cache')[0], named('hosts')[0]];
  return {
    templates: named('template'),
    rewrites: named('rewrite'),
    ...(forward && { forward }),
    ...(cache && { cache }),
    ...(hosts && { hosts }),
  };
}

function recognizeHostsBlock(zones: readonly string[], plugins: Plugins): ZoneValues | undefined {
  const { forward, cache, hosts, templates, rewrites } = plugins;
  if (!forward || !cache || rewrites.length > 0) return undefined;
  const [upstream, entries] = [recognizeForward(forward), hosts === undefined ? [] : recognizeHosts(hosts)];
  if (upstream === undefined || entries === undefined || !isUsualCache(cache)) return undefined;
  const templated = recognizeHostTemplates(templates);
  if (templated === undefined || entries.length + templated.length === 0) return undefined;
  const all = [...templated, ...entries];
  const ordered = zones.flatMap((zone) => all.filter(({ name }) => name === zone));
  const areSame =
    ordered.length === all.length && zones.every((zone) => all.some(({ name }) => name === zone));
  return areSame ? { kind: 'hosts', hosts: ordered, upstream } : undefined;
}

/** The templates of hosts that are in no zone: the zone of each is its own name. */
function recognizeHostTemplates(templates: readonly Words[]): readonly HostValues[] | undefined {
  const names = [...new Set(templates.map(({ args }) => args[2] ?? ''))];
  const hosts: HostValues[] = [];
  for (const name of names) {
    const values = recognizeTemplates(
      name,
      templates.filter(({ args }) => args[2] === name),
    );
    if (values === undefined || values.records.length > 0 || values.wildcard !== undefined) return undefined;
    if (values.hosts.some((host) => host.name !== name)) return undefined;
    hosts.push(...values.hosts);
  }
  return hosts;
}

function recognizeSingle(zone: string, plugins: Plugins, upstream: ForwardValues): ZoneValues | undefined {
  const forward = plugins.forward && recognizeForward(plugins.forward);
  if ((plugins.forward !== undefined) !== (forward !== undefined)) return undefined;
  // What is passed on is kept for 30 seconds, and what is answered here is not kept.
  if ((plugins.cache !== undefined) !== (forward !== undefined)) return undefined;
  if (plugins.cache !== undefined && !isUsualCache(plugins.cache)) return undefined;
  const rewrite = plugins.rewrites.map(recognizeRewrite);
  if (rewrite.some((rule) => rule === undefined)) return undefined;
  const own = plugins.hosts === undefined ? [] : recognizeHosts(plugins.hosts);
  const templates = recognizeTemplates(zone, plugins.templates);
  if (own === undefined || templates === undefined) return undefined;
  const { wildcard, hosts, records } = templates;
  // Hosts can be entries only of a zone that passes the rest on; beside a wildcard they are templates.
  if (plugins.hosts !== undefined && (forward === undefined || wildcard !== undefined)) return undefined;
  if (wildcard?.fallthrough === true && forward === undefined) return undefined;
  const isUpstream = isDeepStrictEqual(forward, upstream);
  const isNodes = isDeepStrictEqual(forward, NODE_RESOLVERS);
  if (isNodes && !isUpstream) return undefined;
  const fallthrough = isUpstream && (isNodes || wildcard?.fallthrough === true);
  return {
    kind: 'zone',
    zone,
    fallthrough,
    hosts: [...hosts, ...own],
    records,
    rewrite: rewrite as RewriteValues[],
    ...(forward && !fallthrough && { forward }),
    ...(wildcard && { wildcard }),
  };
}
