import type { EntryPointSettings } from './entry-point-options';
import type { LoggingOptions } from './logging-options';
import type { TraefikPluginOptions } from './plugin-options';
import type { TraefikOptions } from './traefik-options';

/**
 * Arguments that the standalone and the packaged Traefik have in common: settings whose values differ between the
 * versions of the chart, or that it has no values for. The chart adds them behind its own, and of two contradicting
 * arguments Traefik uses the last.
 */
export function furtherArguments(options: TraefikOptions): readonly string[] {
  const { web = {}, websecure = {}, entryPoints = [] } = options;
  const further = entryPoints.flatMap((entryPoint) =>
    entryPoint.protocol === 'UDP' ? [] : settingArguments(entryPoint.name, entryPoint),
  );
  return [
    ...settingArguments('web', web),
    ...settingArguments('websecure', websecure),
    ...further,
    ...(options.insecureSkipVerify === true ? ['--serversTransport.insecureSkipVerify=true'] : []),
    ...accessLogArguments(options),
    ...pluginArguments(options),
    ...(options.extraArguments ?? []),
  ];
}

function settingArguments(name: string, settings: EntryPointSettings): readonly string[] {
  const { middlewares = [], respondingTimeouts = {}, maxHeaderBytes, keepAliveMaxTime } = settings;
  const flag = `--entryPoints.${name}`;
  const timeouts = (['readTimeout', 'writeTimeout', 'idleTimeout'] as const).flatMap((key) => {
    const timeout = respondingTimeouts[key];
    return timeout === undefined ? [] : [`${flag}.transport.respondingTimeouts.${key}=${timeout}`];
  });
  return [
    ...(middlewares.length > 0 ? [`${flag}.http.middlewares=${middlewares.join(',')}`] : []),
    ...timeouts,
    ...(maxHeaderBytes === undefined ? [] : [`${flag}.http.maxHeaderBytes=${maxHeaderBytes}`]),
    ...(keepAliveMaxTime === undefined ? [] : [`${flag}.transport.keepAliveMaxTime=${keepAliveMaxTime}`]),
  ];
}

function accessLogArguments({ accessLogFormat, accessLogFields }: LoggingOptions): readonly string[] {
  const flag = '--accessLog';
  const { defaultMode, names = {}, headers = {} } = accessLogFields ?? {};
  const modes = (prefix: string, ofNames: Readonly<Record<string, string>>) =>
    Object.entries(ofNames).map(([name, mode]) => `${prefix}.names.${name}=${mode}`);
  return [
    ...(accessLogFormat === undefined ? [] : [`${flag}.format=${accessLogFormat}`]),
    ...(defaultMode === undefined ? [] : [`${flag}.fields.defaultMode=${defaultMode}`]),
    ...modes(`${flag}.fields`, names),
    ...(headers.defaultMode === undefined
      ? []
      : [`${flag}.fields.headers.defaultMode=${headers.defaultMode}`]),
    ...modes(`${flag}.fields.headers`, headers.names ?? {}),
  ];
}

function pluginArguments({ plugins = [], localPlugins = [] }: TraefikPluginOptions): readonly string[] {
  return [
    ...plugins.flatMap(({ name, moduleName, version }) => [
      `--experimental.plugins.${name}.moduleName=${moduleName}`,
      `--experimental.plugins.${name}.version=${version}`,
    ]),
    ...localPlugins.map(
      ({ name, moduleName }) => `--experimental.localPlugins.${name}.moduleName=${moduleName}`,
    ),
  ];
}

/** The volumes and mounts of plugins: a folder for downloads, and the source of each local one. */
export function pluginVolumes({ plugins = [], localPlugins = [] }: TraefikPluginOptions) {
  return [
    ...(plugins.length > 0
      ? [{ name: 'plugins', source: { emptyDir: {} }, mountPath: '/plugins-storage', readOnly: false }]
      : []),
    ...localPlugins.map(({ name, moduleName, configMap }) => ({
      name: `plugin-${name}`,
      source: { configMap: { name: configMap } },
      mountPath: `/plugins-local/src/${moduleName}`,
      readOnly: true,
    })),
  ];
}
