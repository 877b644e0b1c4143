import { isDeepStrictEqual } from 'node:util';
import type { ProfileInput } from '../../profile/schema/profile';
import { Fields } from '../observed/fields';
import type { ObservedText } from '../observed/observed-network';
import type { ClusterSettings } from './cluster-settings';
import type { ImportContext } from './context';
import type { ImportedNode } from './nodes';

type FlannelValues = NonNullable<ProfileInput['flannel']>;
type Backend = NonNullable<FlannelValues['backend']>;

/** What k3s calls a backend of flannel's own net-conf. */
const BACKENDS: Readonly<Record<string, Backend>> = {
  vxlan: 'vxlan',
  'host-gw': 'host-gw',
  wireguard: 'wireguard-native',
};

/** What flags and net-conf say of flannel; what is k3s's default is left out. */
export function importFlannel(
  context: ImportContext,
  nodes: readonly ImportedNode[],
  settings: ClusterSettings,
): { readonly flannel?: FlannelValues } {
  const flag = settings.last('flannel-backend', ['flannel', 'backend']);
  const off = settings.isOn('no-flannel', ['flannel', 'backend']);
  const stated = off ? 'none' : (flag?.value ?? 'vxlan');
  const conf = findConf(context, nodes);
  const options = conf === undefined ? undefined : readConf(context, conf);
  const backend = (options?.backend ?? stated) as Backend;
  if (options !== undefined && flag !== undefined && options.backend !== flag.value) {
    context.conflict(
      flag.origin,
      ['flannel', 'backend'],
      `--flannel-backend is "${flag.value}", and the net-conf of --flannel-conf has the backend "${options.backend}", which counts.`,
    );
  }
  const values: FlannelValues = {
    ...(backend !== 'vxlan' && { backend }),
    ...(settings.isOn('flannel-external-ip', ['flannel', 'externalIp']) && { externalIp: true }),
    ...(settings.isOn('flannel-ipv6-masq', ['flannel', 'ipv6Masq']) && { ipv6Masq: true }),
    ...options?.values,
  };
  return Object.keys(values).length > 0 ? { flannel: values } : {};
}

/** The net-conf that the nodes' flags name, by its base name. */
function findConf(context: ImportContext, nodes: readonly ImportedNode[]): ObservedText | undefined {
  const settings = nodes.flatMap(({ settings: own }) => own.last('flannel-conf') ?? []);
  const [named] = settings;
  if (named === undefined) return undefined;
  const name = named.value.slice(named.value.lastIndexOf('/') + 1);
  const confs = context.observed.texts.filter(({ kind }) => kind === 'flannel-conf');
  const own = confs.filter((conf) => conf.name === name);
  const conf = own[0] ?? (confs.length === 1 ? confs[0] : undefined);
  if (conf === undefined) {
    context.unsupported(
      named.origin,
      `--flannel-conf names ${named.value}, and no source has that file: flannel's options are missing.`,
      ['flannel'],
      'Add the file to the folder and import again.',
    );
  }
  for (const other of own.slice(1)) {
    if (isDeepStrictEqual(other.value, conf?.value)) continue;
    context.conflict(other.origin, ['flannel'], `The net-conf differs from ${conf?.origin.source}.`);
  }
  return conf;
}

/** Options of a backend: flannel's name, the profile's, and the default. */
const OPTIONS = {
  vxlan: [
    ['VNI', 'vni', 1],
    ['Port', 'port', 8472],
    ['DirectRouting', 'directRouting', false],
    ['MTU', 'mtu', undefined],
  ],
  'wireguard-native': [
    ['ListenPort', 'listenPort', 51820],
    ['ListenPortV6', 'listenPortV6', 51821],
    ['PersistentKeepaliveInterval', 'persistentKeepaliveInterval', 25],
    ['MTU', 'mtu', undefined],
  ],
} as const;

function readConf(
  context: ImportContext,
  { value, origin, lineOf }: ObservedText,
): { readonly backend: Backend; readonly values: FlannelValues } | undefined {
  const conf = Fields.of(value, origin.source, lineOf);
  conf.ignore('Network', 'IPv6Network', 'EnableIPv4', 'EnableIPv6');
  const written = conf.at('Backend');
  const type = written.text('Type') ?? '';
  const backend = Object.hasOwn(BACKENDS, type) ? BACKENDS[type] : undefined;
  if (backend === undefined) {
    context.unsupported(written.origin('Type'), `k3s has no backend "${type}".`, ['flannel', 'backend']);
    return undefined;
  }
  const options = backend === 'vxlan' || backend === 'wireguard-native' ? OPTIONS[backend] : [];
  const values: Record<string, unknown> = {};
  for (const [name, key, usual] of options) {
    const option = written.number(name) ?? written.boolean(name);
    // The file of a profile has a default only where an option is set: one default keeps it.
    if (option !== undefined && option !== usual) values[key] = option;
  }
  const [first] = options;
  if (Object.keys(values).length === 0 && first !== undefined) {
    values[first[1]] = first[2];
    context.comment(['flannel', first[1]], 'The default, from a net-conf that has defaults only.');
  }
  context.reportUnread(conf, 'net-conf', ['flannel']);
  return { backend, values: values };
}
