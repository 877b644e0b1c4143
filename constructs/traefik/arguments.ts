import { resolverArguments, tlsArguments } from './certificates';
import { furtherArguments } from './further-arguments';
import type { ListeningPort } from './entry-points';
import { listeningPorts } from './entry-points';
import type { ProviderOptions } from './provider-options';
import type { TraefikOptions } from './traefik-options';

/** The names of Traefik's own objects, which some arguments refer to. */
export interface TraefikPlace {
  readonly namespace: string;
  /** The name of its Service. */
  readonly serviceName: string;
  /** The name of its IngressClass. */
  readonly ingressClassName: string;
  /** Namespaces whose IngressRoutes may refer to other providers, such as `api@internal`; all if undefined. */
  readonly crossProviderNamespaces?: readonly string[];
}

/**
 * Traefik's command line, in a fixed order.
 *
 * @see https://doc.traefik.io/traefik/reference/install-configuration/configuration-options/
 */
export function traefikArguments(options: TraefikOptions, place: TraefikPlace): readonly string[] {
  const { logLevel = 'INFO', accessLog = false, metrics = true, dashboard = false, providers = {} } = options;
  return [
    // Traefik must not query the internet for newer releases.
    '--global.checkNewVersion=false',
    `--log.level=${logLevel}`,
    ...(accessLog ? ['--accessLog=true'] : []),
    ...(dashboard ? ['--api.dashboard=true'] : []),
    '--ping=true',
    ...(metrics ? ['--metrics.prometheus=true', '--metrics.prometheus.entryPoint=metrics'] : []),
    ...listeningPorts(options).flatMap(entryPointArguments),
    ...redirectArguments(options),
    '--entryPoints.websecure.http.tls=true',
    ...tlsArguments('websecure', options.websecure?.tls ?? {}),
    ...http3Arguments(options),
    ...ingressArguments(providers, place),
    ...crdArguments(providers, place),
    ...gatewayArguments(providers, place),
    ...resolverArguments(options),
    ...furtherArguments(options),
  ];
}

function entryPointArguments(entryPoint: ListeningPort): readonly string[] {
  const { name, port, protocol, asDefault, forwardedHeaders, proxyProtocol } = entryPoint;
  const flag = `--entryPoints.${name}`;
  return [
    `${flag}.address=:${port}/${protocol.toLowerCase()}`,
    ...(asDefault ? [`${flag}.asDefault=true`] : []),
    ...(forwardedHeaders
      ? [`${flag}.forwardedHeaders.trustedIPs=${forwardedHeaders.trustedIPs.join(',')}`]
      : []),
    ...(proxyProtocol ? [`${flag}.proxyProtocol.trustedIPs=${proxyProtocol.trustedIPs.join(',')}`] : []),
  ];
}

/** Redirects name the port of the Service: the name of the entryPoint would lead clients to the port of the pod. */
function redirectArguments({ web, websecure }: TraefikOptions): readonly string[] {
  if (web?.httpsRedirect !== true) return [];
  const flag = '--entryPoints.web.http.redirections.entryPoint';
  return [`${flag}.to=:${websecure?.exposedPort ?? 443}`, `${flag}.scheme=https`, `${flag}.permanent=true`];
}

/** A response header announces HTTP/3 to clients; its port must be that of the Service, too. */
function http3Arguments({ websecure }: TraefikOptions): readonly string[] {
  if (websecure?.http3 !== true) return [];
  const flag = '--entryPoints.websecure.http3';
  return [`${flag}=true`, `${flag}.advertisedPort=${websecure.exposedPort ?? 443}`];
}

function ingressArguments(
  { kubernetesIngress = {} }: ProviderOptions,
  place: TraefikPlace,
): readonly string[] {
  const { enabled = true, publishedService = true, defaultIngressClass = true } = kubernetesIngress;
  if (!enabled) return [];
  const flag = '--providers.kubernetesIngress';
  const service = `${place.namespace}/${place.serviceName}`;
  return [
    `${flag}=true`,
    `${flag}.allowEmptyServices=true`,
    ...(kubernetesIngress.allowExternalNameServices === true
      ? [`${flag}.allowExternalNameServices=true`]
      : []),
    // Without a class to match, Traefik serves Ingresses that have no class.
    ...(defaultIngressClass ? [] : [`${flag}.ingressClass=${place.ingressClassName}`]),
    ...(publishedService ? [`${flag}.ingressEndpoint.publishedService=${service}`] : []),
  ];
}

function crdArguments({ kubernetesCRD = {} }: ProviderOptions, place: TraefikPlace): readonly string[] {
  if (kubernetesCRD.enabled === false) return [];
  const flag = '--providers.kubernetesCRD';
  const namespaces = place.crossProviderNamespaces;
  return [
    `${flag}=true`,
    `${flag}.allowEmptyServices=true`,
    ...(kubernetesCRD.allowExternalNameServices === true ? [`${flag}.allowExternalNameServices=true`] : []),
    ...(kubernetesCRD.allowCrossNamespace === true ? [`${flag}.allowCrossNamespace=true`] : []),
    ...(namespaces ? [`${flag}.crossProviderNamespaces=${namespaces.join(',')}`] : []),
  ];
}

function gatewayArguments(
  { kubernetesGateway = {} }: ProviderOptions,
  place: TraefikPlace,
): readonly string[] {
  if (kubernetesGateway.enabled !== true) return [];
  const flag = '--providers.kubernetesGateway';
  return [
    `${flag}=true`,
    `${flag}.statusAddress.service.name=${place.serviceName}`,
    `${flag}.statusAddress.service.namespace=${place.namespace}`,
    ...(kubernetesGateway.experimentalChannel === true ? [`${flag}.experimentalChannel=true`] : []),
  ];
}
