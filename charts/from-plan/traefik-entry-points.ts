import type { AccessLogFields, EntryPointSettings } from '../../constructs/traefik';
import type { TraefikPlan } from '../../src/plan';
import { omitEmpty, omitEmptyList, omitUndefined } from './omit';

type FieldsPlan = NonNullable<TraefikPlan['accessLogFields']>;

/** The settings of an entryPoint that the profile sets. */
export function deriveSettings(settings: TraefikPlan['web']): EntryPointSettings {
  const { nodePort, hostPort, middlewares, proxyProtocol, respondingTimeouts, maxHeaderBytes } = settings;
  return omitUndefined<EntryPointSettings>({
    ...{ nodePort, hostPort, maxHeaderBytes, keepAliveMaxTime: settings.keepAliveMaxTime },
    middlewares: omitEmptyList(middlewares),
    proxyProtocol: proxyProtocol && { trustedIPs: proxyProtocol.trustedIPs.map(String) },
    respondingTimeouts: respondingTimeouts && omitEmpty(omitUndefined({ ...respondingTimeouts })),
  });
}

/** The fields of the access log that differ from Traefik's defaults. */
export function deriveAccessLogFields({ defaultMode, names, headers }: FieldsPlan): AccessLogFields {
  return omitUndefined<AccessLogFields>({
    defaultMode: defaultMode === 'keep' ? undefined : defaultMode,
    names: omitEmpty({ ...names }),
    headers: omitEmpty(
      omitUndefined({
        defaultMode: headers.defaultMode === 'drop' ? undefined : headers.defaultMode,
        names: omitEmpty({ ...headers.names }),
      }),
    ),
  });
}
