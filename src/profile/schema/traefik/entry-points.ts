import * as z from 'zod';
import { cidr, list, name, secretName, text } from '../scalars';
import { duration } from './certificate-resolvers';
import { outsidePorts } from './service';
import { strictObject } from '../strict-object';

const middleware = text(
  /^[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?@[a-z]+$/,
  'a reference to a middleware such as namespace-name@kubernetescrd',
  {
    description: 'A middleware, as <namespace>-<name>@kubernetescrd.',
    examples: ['traefik-geoblock@kubernetescrd'],
  },
);

/** What an entryPoint for TCP can have. @see https://doc.traefik.io/traefik/reference/install-configuration/entrypoints/ */
export const entryPointSettings = {
  ...outsidePorts,
  middlewares: list(middleware)
    .default([])
    .describe('Middlewares in front of those of each router, the challenge of HTTP-01 included.'),
  proxyProtocol: strictObject(() => ({
    trustedIPs: list(cidr).min(1).describe('Networks of the load balancers that send it.'),
  }))
    .optional()
    .describe('PROXY protocol: the load balancer in front passes the address of the client.'),
  respondingTimeouts: strictObject(() => ({
    readTimeout: duration.optional().describe('For a whole request with its body. Default 60s; 0s: none.'),
    writeTimeout: duration.optional().describe('For a whole response. Default: none.'),
    idleTimeout: duration.optional().describe('Before an idle connection is closed. Default 180s.'),
  }))
    .optional()
    .describe('Timeouts of clients. Large uploads need a longer readTimeout.'),
  maxHeaderBytes: z
    .int()
    .min(1024)
    .max(104_857_600)
    .optional()
    .describe('Largest size of the headers of a request, in bytes. Default 1048576.'),
  keepAliveMaxTime: duration
    .optional()
    .describe(
      'Before a connection in use is closed, so that clients reach all pods again. Default 0s: never.',
    ),
};

const fieldMode = z.enum(['keep', 'drop', 'redact']);

/** @see https://doc.traefik.io/traefik/reference/install-configuration/observability/logs-and-accesslogs/ */
export const accessLogFields = strictObject(() => ({
  defaultMode: z.enum(['keep', 'drop']).default('keep').describe('What happens with a field not in names.'),
  names: z
    .record(
      z.string().regex(/^[A-Za-z0-9_]+$/, { error: 'the name of a field of the access log' }),
      fieldMode,
    )
    .default({})
    .describe('What happens with single fields.')
    .meta({ examples: [{ ClientUsername: 'drop' }] }),
  headers: strictObject(() => ({
    defaultMode: fieldMode.default('drop').describe('What happens with a header not in names.'),
    names: z
      .record(z.string().regex(/^[A-Za-z0-9-]+$/, { error: 'the name of a header' }), fieldMode)
      .default({})
      .describe('What happens with single headers.')
      .meta({ examples: [{ 'User-Agent': 'keep' }] }),
  }))
    .prefault({})
    .describe('Headers of requests and responses.'),
})).describe('Fields of the access log, of format json.');

const moduleName = text(/^[A-Za-z0-9][-A-Za-z0-9._~/]*$/, "the path of a plugin's Go module", {
  description: "Path of the plugin's Go module.",
  examples: ['github.com/maxlerebourg/crowdsec-bouncer-traefik-plugin'],
});

/** @see https://doc.traefik.io/traefik/reference/install-configuration/experimental/plugins/ */
export const plugin = strictObject(() => ({
  name: name.describe('The name by which middlewares refer to it.').meta({ examples: ['bouncer'] }),
  moduleName,
  version: text(/^v\d[-.\w]*$/, 'a version such as v1.4.2', {
    description: 'Its version. Traefik downloads it at start; if it cannot, it starts without any plugin.',
    examples: ['v1.4.2'],
  }),
}));

/** A plugin whose source is in the cluster. */
export const localPlugin = strictObject(() => ({
  name: name.describe('The name by which middlewares refer to it.').meta({ examples: ['geoblock'] }),
  moduleName,
  configMap: secretName
    .describe('ConfigMap beside Traefik with the files of the module: .traefik.yml, go.mod and the Go files.')
    .meta({ examples: ['plugin-geoblock'] }),
}));
