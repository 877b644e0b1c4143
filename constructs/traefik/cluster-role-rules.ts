import type { k8s } from 'cdk8s-plus-27';
import type { ProviderOptions } from './provider-options';

const READ = ['get', 'list', 'watch'];

/** Traefik's own kinds. */
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

/** Kinds of the Gateway API that Traefik reads, all of which but the first have a status that it writes. */
const GATEWAY_KINDS = [
  'referencegrants',
  'backendtlspolicies',
  'gatewayclasses',
  'gateways',
  'grpcroutes',
  'httproutes',
  'tlsroutes',
];

/**
 * What Traefik may read and write, by provider: what its informers watch and no more, since one that may not
 * read one kind never starts.
 *
 * @see https://doc.traefik.io/traefik/reference/dynamic-configuration/kubernetes-crd/#rbac
 */
export function clusterRoleRules(providers: ProviderOptions): k8s.PolicyRule[] {
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
  ];
}

/** Secrets hold the certificates, wherever a route that names one is. */
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
