import type { ProfileInput } from '../../../profile/schema/profile';
import { isMap } from '../../observed/fields';
import type { ObservedObject } from '../../observed/observed-network';
import type { ImportContext } from '../context';
import { readOwnLabels, readScheduling } from '../scheduling';
import type { CustomFile } from './custom-files';
import { readCustomFile } from './custom-files';
import type { CustomDns } from './place-names';
import { combineFiles } from './place-names';
import type { HostValues } from './recognize';
import type { WildcardValues } from './recognize-templates';
import { readStandalone } from './standalone';

/** Seconds that clients may keep what has no time to live in the profile. */
const HOST_TTL = 60;

type CoreDnsValues = NonNullable<ProfileInput['coredns']>;

/** What the sources have of the cluster DNS. */
export interface ImportedDns {
  readonly coredns: CoreDnsValues;
  /** The nodes' names, in the order in which a standalone CoreDNS has them. */
  readonly nodeHosts: readonly HostValues[];
}

/** @param isDisabled whether k3s runs with `--disable=coredns` */
export function importCoreDns(context: ImportContext, isDisabled: boolean): ImportedDns {
  const packaged = context.object('ConfigMap', '', 'kube-system', 'coredns');
  if (!isDisabled) packaged?.imply();
  const own =
    context.object('ConfigMap', '', 'kube-system', 'coredns-standalone') ??
    (isDisabled ? packaged : undefined);
  if (isDisabled && own !== undefined) return importStandaloneDns(context, own);
  return {
    coredns: { ...importPackagedDns(context), ...(isDisabled && { mode: 'none' as const }) },
    nodeHosts: [],
  };
}

function importPackagedDns(context: ImportContext): CoreDnsValues {
  const map = context.object('ConfigMap', '', 'kube-system', 'coredns-custom');
  if (map === undefined) return {};
  const data = readData(map);
  const overrides = data.map(([name, text]) => readCustomFile(name, text, map.isOurs));
  const upstream = overrides.flatMap(({ override }) => override?.upstream ?? [])[0];
  const files = data.map(([name, text]) => readCustomFile(name, text, map.isOurs, upstream));
  return toCoreDns(combineFiles(selectSnippets(context, map, files)));
}

/** CoreDNS reads only files whose name has one of two endings. */
function selectSnippets(
  context: ImportContext,
  map: ObservedObject,
  files: readonly CustomFile[],
): readonly CustomFile[] {
  return files.filter(({ name }) => {
    if (/^[-A-Za-z0-9_.]+\.(?:override|server)$/.test(name)) return true;
    context.unsupported(
      map.fields.at('data').origin(name),
      `${map.title}: the profile has no field for the file "${name}", which CoreDNS does not import by itself.`,
      ['coredns', 'snippets'],
    );
    return false;
  });
}

function importStandaloneDns(context: ImportContext, map: ObservedObject): ImportedDns {
  const data = readData(map);
  const corefile = data.find(([name]) => name === 'Corefile')?.[1] ?? '';
  const dns = readStandalone(corefile);
  const others = data.filter(([name]) => name !== 'Corefile').map(([name, text]) => ({ name, text }));
  const { surplus, nodeHosts, cache } = dns;
  for (const plugin of surplus) {
    context.unsupported(
      map.fields.at('data').origin('Corefile'),
      `${map.title}: the profile has no field for the plugin "${plugin}" in the block of ".".`,
      ['coredns', 'snippets'],
      'Write it as a snippet that ends in .override.',
    );
  }
  const combined = combineFiles([
    ...[
      {
        name: '',
        text: '',
        override: { log: dns.log, rewrite: dns.rewrite, ...(dns.upstream && { upstream: dns.upstream }) },
      },
    ],
    ...dns.files,
    ...selectSnippets(context, map, others),
  ]);
  const values = { ...toCoreDns(combined), ...(cache && { cache }), ...readDeployment(context) };
  return { coredns: { mode: 'standalone', ...values }, nodeHosts };
}

const USUAL_PODS = {
  tolerations: 2,
  priorityClassName: 'system-cluster-critical',
  resources: '{"limits":{"memory":"170Mi"},"requests":{"cpu":"100m","memory":"70Mi"}}',
  constraints: [
    { topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'DoNotSchedule' },
    { topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway' },
  ],
};

function readDeployment(context: ImportContext): CoreDnsValues {
  const names = ['coredns-standalone', 'coredns'];
  const [deployment] = names.flatMap((name) =>
    context.objects('Deployment', 'apps', { namespace: 'kube-system', name }),
  );
  if (deployment === undefined) return {};
  const spec = deployment.imply().fields.at('spec');
  const replicas = spec.number('replicas') ?? 1;
  return {
    ...(replicas > 1 && { replicas }),
    ...(deployment.isOurs &&
      readScheduling(spec.at('template').at('spec'), { ...USUAL_PODS, own: readOwnLabels(deployment) })),
  };
}

/** The files of a ConfigMap. */
function readData(map: ObservedObject): readonly (readonly [string, string])[] {
  const data = map.claim().fields.take('data');
  map.fields.ignore('apiVersion', 'kind', 'metadata');
  if (!isMap(data)) return [];
  return Object.entries(data).map(([name, text]) => [name, String(text)] as const);
}

function toCoreDns({ zones, rewrite, upstream, log, raw }: CustomDns): CoreDnsValues {
  const named = zones.flatMap((zone) => (zone.kind === 'zone' ? [zone] : []));
  const values = {
    forward: named.flatMap(({ zone, forward }) => (forward ? [{ zone, ...forward }] : [])),
    hosts: zones.flatMap((zone) => zone.hosts).map(toHost),
    template: named.flatMap(({ zone, wildcard }) => (wildcard ? [toTemplate(zone, wildcard)] : [])),
    zones: named.flatMap(toRecordZone),
    rewrite: [...rewrite, ...named.flatMap((zone) => zone.rewrite)].map(toRewrite),
    snippets: raw.map(({ name, text }) => ({ name, text })),
  };
  const filled = Object.entries(values).filter(([, list]) => list.length > 0);
  return { ...(upstream && { upstream }), ...Object.fromEntries(filled), ...(log && { log }) };
}

function toRewrite({ match, from, to }: CustomDns['rewrite'][number]) {
  return { ...(match !== 'exact' && { match }), from, to };
}

function toHost({ name, addresses, ttlSeconds = HOST_TTL, fallthrough }: HostValues) {
  return {
    name,
    addresses,
    ...(ttlSeconds !== HOST_TTL && { ttlSeconds }),
    ...(fallthrough === true && { fallthrough }),
  };
}

function toTemplate(zone: string, { addresses, ttlSeconds, fallthrough }: WildcardValues) {
  return {
    zone,
    addresses,
    ...(ttlSeconds !== HOST_TTL && { ttlSeconds }),
    ...(fallthrough && { fallthrough }),
  };
}

/** The records of a zone; also a zone that has none, where nothing else makes a zone of it. */
function toRecordZone(values: Extract<CustomDns['zones'][number], { readonly kind: 'zone' }>) {
  const { zone, forward, wildcard, fallthrough } = values;
  const records = values.records.map(({ name, type, data, ttlSeconds }) => ({
    name,
    type,
    ...(ttlSeconds !== HOST_TTL && { ttlSeconds }),
    data,
  }));
  const isZoneAlready = forward !== undefined || wildcard !== undefined;
  if (records.length === 0 && isZoneAlready) return [];
  const isSaid = fallthrough && wildcard?.fallthrough !== true;
  return [{ zone, ...(isSaid && { fallthrough }), ...(records.length > 0 && { records }) }];
}
