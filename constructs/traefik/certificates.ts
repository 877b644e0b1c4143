import type { IngressRouteSpecTls } from '../../imports/traefik.io';
import type { CertificateResolver, EntryPointTls } from './certificate-options';
import type { TraefikOptions } from './traefik-options';

/** The folder of the volume with ACME accounts and certificates; Traefik's chart uses the same. */
export const DATA_FOLDER = '/data';

/** The file in which Traefik keeps the accounts and certificates of all resolvers, apart from each other by their names. */
export const ACME_STORAGE = `${DATA_FOLDER}/acme.json`;

/** A ConfigMap with a root certificate, as a volume of the pod. */
export interface CaVolume {
  readonly configMap: string;
  /** The name of the volume. */
  readonly name: string;
  readonly mountPath: string;
}

/** The ConfigMaps that the resolvers refer to, each once. */
export function caVolumes({ certificateResolvers = [] }: TraefikOptions): readonly CaVolume[] {
  const configMaps = certificateResolvers.flatMap(({ caConfigMap }) => caConfigMap ?? []);
  return [...new Set(configMaps)].map((configMap, index) => ({
    configMap,
    name: `acme-ca-${index}`,
    mountPath: `/etc/acme-ca/${configMap}`,
  }));
}

/** The Secrets whose keys become environment variables, each once. */
export function environmentSecrets(options: TraefikOptions): readonly string[] {
  const { certificateResolvers = [], envSecrets = [] } = options;
  const ofResolvers = certificateResolvers.flatMap(({ dnsChallenge }) => dnsChallenge?.envSecret ?? []);
  return [...new Set([...ofResolvers, ...envSecrets])];
}

/** Whether Traefik needs a folder of its own: a volume, or one that ends with the pod. */
export function hasData({ certificateResolvers = [], persistence }: TraefikOptions): boolean {
  return certificateResolvers.length > 0 || persistence !== undefined;
}

/** One setting of Traefik's static configuration, as its path below a part of it. */
export type StaticSetting = readonly [path: readonly string[], value: string | boolean | readonly string[]];

/** The settings of a resolver, below its name. */
export function resolverSettings(resolver: CertificateResolver): readonly StaticSetting[] {
  const { email, caServer, caConfigMap, keyType, preferredChain, httpChallenge, tlsChallenge } = resolver;
  const settings: readonly (readonly [string[], StaticSetting[1] | undefined])[] = [
    [['email'], email],
    [['caServer'], caServer],
    [['caCertificates'], caConfigMap === undefined ? undefined : [`/etc/acme-ca/${caConfigMap}/ca.crt`]],
    [['storage'], ACME_STORAGE],
    [['keyType'], keyType],
    [['preferredChain'], preferredChain],
    [['httpChallenge', 'entryPoint'], httpChallenge?.entryPoint],
    [['tlsChallenge'], tlsChallenge || undefined],
    ...dnsSettings(resolver),
  ];
  return settings.flatMap(([path, value]) => (value === undefined ? [] : [[['acme', ...path], value]]));
}

function dnsSettings({ dnsChallenge }: CertificateResolver) {
  if (dnsChallenge === undefined) return [];
  const { provider, resolvers = [], propagation = {} } = dnsChallenge;
  const below = (...path: string[]) => ['dnsChallenge', ...path];
  return [
    [below('provider'), provider],
    [below('resolvers'), resolvers.length > 0 ? resolvers : undefined],
    [below('propagation', 'delayBeforeChecks'), propagation.delayBeforeChecks],
    [below('propagation', 'disableChecks'), propagation.disableChecks || undefined],
    [below('propagation', 'disableANSChecks'), propagation.disableANSChecks || undefined],
    [below('propagation', 'requireAllRNS'), propagation.requireAllRNS || undefined],
  ] as const satisfies readonly (readonly [string[], StaticSetting[1] | undefined])[];
}

/** Traefik's arguments for the resolvers. */
export function resolverArguments({ certificateResolvers = [] }: TraefikOptions): readonly string[] {
  return certificateResolvers.flatMap((resolver) =>
    resolverSettings(resolver).map(
      ([path, value]) =>
        `--certificatesResolvers.${resolver.name}.${path.join('.')}=${Array.isArray(value) ? value.join(',') : String(value)}`,
    ),
  );
}

/** Traefik's arguments for the TLS of an entryPoint, without the one that enables it. */
export function tlsArguments(name: string, { certResolver, domains = [] }: EntryPointTls): readonly string[] {
  const flag = `--entryPoints.${name}.http.tls`;
  return [
    ...(certResolver === undefined ? [] : [`${flag}.certResolver=${certResolver}`]),
    ...domains.flatMap(({ main, sans = [] }, index) => [
      `${flag}.domains[${index}].main=${main}`,
      ...(sans.length > 0 ? [`${flag}.domains[${index}].sans=${sans.join(',')}`] : []),
    ]),
  ];
}

/** The `tls` of an IngressRoute: with it, the route does not use the certificate resolver of its entryPoint. */
export function ingressRouteTls({ certResolver, domains = [] }: EntryPointTls): IngressRouteSpecTls {
  return {
    ...(certResolver !== undefined && { certResolver }),
    ...(domains.length > 0 && {
      domains: domains.map(({ main, sans = [] }) => ({ main, ...(sans.length > 0 && { sans: [...sans] }) })),
    }),
  };
}
