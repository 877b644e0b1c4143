import type { ProfileInput } from '../../../profile/schema/profile';
import type { Fields } from '../../observed/fields';
import type { Arguments } from './arguments';

type TraefikValues = NonNullable<ProfileInput['traefik']>;
type EntryPointSettings = NonNullable<TraefikValues['web']>;
type AccessLogFields = NonNullable<TraefikValues['accessLogFields']>;

/** The settings of an entryPoint that are arguments, in both modes. */
export function readSettings(args: Arguments, name: string): EntryPointSettings {
  const flag = `entryPoints.${name}`;
  const middlewares = args.value(`${flag}.http.middlewares`)?.split(',');
  const maxHeaderBytes = args.value(`${flag}.http.maxHeaderBytes`);
  const keepAliveMaxTime = args.value(`${flag}.transport.keepAliveMaxTime`);
  const timeouts = (['readTimeout', 'writeTimeout', 'idleTimeout'] as const).flatMap((key) => {
    const value = args.value(`${flag}.transport.respondingTimeouts.${key}`);
    return value === undefined ? [] : [[key, value] as const];
  });
  const proxies = args.value(`${flag}.proxyProtocol.trustedIPs`)?.split(',');
  return {
    ...(middlewares && { middlewares }),
    ...(proxies && { proxyProtocol: { trustedIPs: proxies } }),
    ...(timeouts.length > 0 && { respondingTimeouts: Object.fromEntries(timeouts) }),
    ...(maxHeaderBytes !== undefined && { maxHeaderBytes: Number(maxHeaderBytes) }),
    ...(keepAliveMaxTime !== undefined && { keepAliveMaxTime }),
  };
}

/** What is set for all of Traefik by arguments, in both modes. */
export function readFurtherArguments(args: Arguments): TraefikValues {
  const fields = readAccessLogFields(args);
  const plugins = args.namesBelow('experimental.plugins').map((name) => ({
    name,
    moduleName: args.value(`experimental.plugins.${name}.moduleName`) ?? '',
    version: args.value(`experimental.plugins.${name}.version`) ?? '',
  }));
  return {
    ...(args.isOn('serversTransport.insecureSkipVerify') && { insecureSkipVerify: true }),
    ...(args.value('accessLog.format') === 'json' && { accessLogFormat: 'json' as const }),
    ...(Object.keys(fields).length > 0 && { accessLogFields: fields }),
    ...(plugins.length > 0 && { plugins }),
  };
}

/**
 * Plugins whose source is in a volume of the pod.
 *
 * @param volumes the volumes and the mounts of the pod
 */
export function readLocalPlugins(
  args: Arguments,
  volumes: readonly Fields[],
  mounts: readonly Fields[],
): TraefikValues {
  const plugins = args.namesBelow('experimental.localPlugins').flatMap((name) => {
    const volume = `plugin-${name}`;
    const found = volumes.find((one) => one.text('name') === volume);
    const configMap = found?.at('configMap').text('name');
    if (configMap === undefined) return [];
    for (const mount of mounts) if (mount.text('name') === volume) mount.ignore('mountPath', 'readOnly');
    const moduleName = args.value(`experimental.localPlugins.${name}.moduleName`) ?? '';
    return [{ name, moduleName, configMap }];
  });
  const hasPlugins = args.namesBelow('experimental.plugins').length > 0;
  for (const one of hasPlugins ? [...volumes, ...mounts] : []) {
    if (one.text('name') === 'plugins') one.ignore('emptyDir', 'mountPath');
  }
  return plugins.length > 0 ? { localPlugins: plugins } : {};
}

function readAccessLogFields(args: Arguments): AccessLogFields {
  const flag = 'accessLog.fields';
  const names = readModes(args, `${flag}.names`);
  const headerNames = readModes(args, `${flag}.headers.names`);
  const defaultMode = args.value(`${flag}.defaultMode`);
  const headerMode = args.value(`${flag}.headers.defaultMode`);
  const headers = {
    ...(headerMode !== undefined && { defaultMode: headerMode }),
    ...(Object.keys(headerNames).length > 0 && { names: headerNames }),
  };
  return {
    ...(defaultMode !== undefined && { defaultMode }),
    ...(Object.keys(names).length > 0 && { names }),
    ...(Object.keys(headers).length > 0 && { headers }),
  } as AccessLogFields;
}

function readModes(args: Arguments, flag: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    args.namesBelow(flag).flatMap((name) => {
      const mode = args.value(`${flag}.${name}`);
      return mode === undefined ? [] : [[name, mode] as const];
    }),
  );
}
