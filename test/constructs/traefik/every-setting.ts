import type {
  AdditionalService,
  EntryPointSettings,
  LoggingOptions,
  TraefikPluginOptions,
} from '../../../constructs/traefik';

/** An entryPoint with every setting of its own. */
export const EVERY_SETTING: Required<Omit<EntryPointSettings, 'forwardedHeaders' | 'proxyProtocol'>> = {
  nodePort: 30443,
  hostPort: 443,
  middlewares: ['edge-auth@kubernetescrd', 'edge-geo@kubernetescrd'],
  respondingTimeouts: { readTimeout: '5m', writeTimeout: '10m', idleTimeout: '90s' },
  maxHeaderBytes: 65536,
  keepAliveMaxTime: '1h',
};

/** A further Service. */
export const INTERNAL: AdditionalService = {
  name: 'internal',
  entryPoints: ['websecure'],
  loadBalancerIPs: ['10.0.0.101'],
};

/** Arguments and variables beyond those of other options. */
export const EXTRAS = {
  extraArguments: ['--log.format=json', '--tracing.otlp.http.headers.X-Api-Key=$(COLLECTOR_KEY)'],
  envSecrets: ['collector', 'dns-credentials'],
};

/** Every option of logs and plugins. */
export const LOGS_AND_PLUGINS: Required<LoggingOptions & TraefikPluginOptions> = {
  accessLog: true,
  accessLogFormat: 'json',
  accessLogFields: {
    defaultMode: 'drop',
    names: { ClientHost: 'keep' },
    headers: { defaultMode: 'redact', names: { 'User-Agent': 'keep' } },
  },
  plugins: [{ name: 'bouncer', moduleName: 'github.com/a/bouncer', version: 'v1.4.2' }],
  localPlugins: [{ name: 'geo', moduleName: 'example.com/geo', configMap: 'plugin-geo' }],
};

/** The arguments of `EVERY_SETTING` on websecure, and of `LOGS_AND_PLUGINS` and `EXTRAS`. */
export const FURTHER_ARGUMENTS = [
  '--entryPoints.websecure.http.middlewares=edge-auth@kubernetescrd,edge-geo@kubernetescrd',
  '--entryPoints.websecure.transport.respondingTimeouts.readTimeout=5m',
  '--entryPoints.websecure.transport.respondingTimeouts.writeTimeout=10m',
  '--entryPoints.websecure.transport.respondingTimeouts.idleTimeout=90s',
  '--entryPoints.websecure.http.maxHeaderBytes=65536',
  '--entryPoints.websecure.transport.keepAliveMaxTime=1h',
  '--serversTransport.insecureSkipVerify=true',
  '--accessLog.format=json',
  '--accessLog.fields.defaultMode=drop',
  '--accessLog.fields.names.ClientHost=keep',
  '--accessLog.fields.headers.defaultMode=redact',
  '--accessLog.fields.headers.names.User-Agent=keep',
  '--experimental.plugins.bouncer.moduleName=github.com/a/bouncer',
  '--experimental.plugins.bouncer.version=v1.4.2',
  '--experimental.localPlugins.geo.moduleName=example.com/geo',
  ...EXTRAS.extraArguments,
];
