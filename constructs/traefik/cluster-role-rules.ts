import type { k8s } from 'cdk8s-plus-27';
import type { ProviderOptions } from './provider-options';

const READ = ['get', 'list', 'watch'];

/** The kinds of traefik.io. */
const TRAEFIK_KINDS = [
  'ingressroutes',
  'ingressroutetcps',
  'ingressrouteudps',
  'middlewares',
  'middlewaretcps',
  'serverstransports',
  'serverstransporttcps',
  'tlsoptions',
  'tlsstores',
  'traefikservices',
];

/** The kinds of the Gateway API that Traefik reads. It writes the status of all except the first. */
const GATEWAY_KINDS = [
  'referencegrants',
  'backendtlspolicies',
  'gatewayclasses',
  'gateways',
  'grpcroutes',
  'httproutes',
  'tlsroutes',
];

/** Arguments with which Traefik exports OpenTelemetry data. Their names have no case. */
const OPEN_TELEMETRY = /^--(?:tracing\b|(?:metrics|log|accesslog)\.otlp\b)/i;

/**
 * Traefik's permissions, by provider: the kinds that its informers watch, and no others. A provider does not start when
 * it may not read one of its kinds.
 * With an exporter of OpenTelemetry among its arguments, Traefik reads its own pod.
 *
 * @see https://doc.traefik.io/traefik/reference/dynamic-configuration/kubernetes-crd/#rbac
 */
export function clusterRoleRules(
  providers: ProviderOptions,
  extraArguments: readonly string[] = [],
): k8s.PolicyRule[] {
  const ingress = providers.kubernetesIngress?.enabled ?? true;
  const crd = providers.kubernetesCRD?.enabled ?? true;
  const gateway = providers.kubernetesGateway?.enabled ?? false;
  return [
    ...(ingress || crd || gateway ? backendRules() : []),
    ...(ingress || crd ? [rule('', ['nodes'], READ)] : []),
    ...(crd || gateway ? [rule('', ['configmaps'], READ)] : []),
    ...(ingress ? ingressRules() : []),
    ...(crd ? [rule('traefik.io', TRAEFIK_KINDS, READ)] : []),
    ...(gateway ? gatewayRules(providers.kubernetesGateway?.experimentalChannel ?? false) : []),
    ...(extraArguments.some((argument) => OPEN_TELEMETRY.test(argument))
      ? [rule('', ['pods'], ['get'])]
      : []),
  ];
}

/** Secrets have the certificates, in the namespaces of the routes that name them. */
function backendRules(): k8s.PolicyRule[] {
  return [
    rule('', ['services', 'secrets'], READ),
    rule('discovery.k8s.io', ['endpointslices'], ['list', 'watch']),
  ];
}

function ingressRules(): k8s.PolicyRule[] {
  const group = 'networking.k8s.io';
  return [rule(group, ['ingresses', 'ingressclasses'], READ), rule(group, ['ingresses/status'], ['update'])];
}

function gatewayRules(experimentalChannel: boolean): k8s.PolicyRule[] {
  const group = 'gateway.networking.k8s.io';
  const kinds = experimentalChannel ? [...GATEWAY_KINDS, 'tcproutes'] : GATEWAY_KINDS;
  const statuses = kinds.slice(1).map((kind) => `${kind}/status`);
  return [
    rule('', ['namespaces'], ['list', 'watch']),
    rule(group, kinds, READ),
    rule(group, statuses, ['update']),
  ];
}

function rule(apiGroup: string, resources: readonly string[], verbs: readonly string[]): k8s.PolicyRule {
  return { apiGroups: [apiGroup], resources: [...resources], verbs: [...verbs] };
}
