import { describe, expect, test } from 'vitest';
import type { ProviderOptions } from '../../../constructs/traefik';
import { clusterRoleRules } from '../../../constructs/traefik/cluster-role-rules';

/** `group/resource verbs`, one line each, sorted. */
function permissions(providers: ProviderOptions, extraArguments?: readonly string[]): string[] {
  return clusterRoleRules(providers, extraArguments)
    .flatMap(({ apiGroups = [], resources = [], verbs }) =>
      resources.map((resource) => `${apiGroups.join()}/${resource} ${verbs.join()}`),
    )
    .sort();
}

const off = { enabled: false };

describe('cluster role', () => {
  test.each([
    ['--tracing.otlp.http.headers.Authorization=x', true],
    ['--tracing=true', true],
    ['--metrics.OTLP=true', true],
    ['--accesslog.otlp=true', true],
    ['--log.otlp.grpc=true', true],
    ['--metrics.prometheus=true', false],
    ['--log.format=json', false],
  ])('reads the own pod for the attributes of OpenTelemetry: %s', (argument, isGranted) => {
    expect(permissions({}, [argument]).includes('/pods get')).toBe(isGranted);
  });

  test('for Ingress only', () => {
    expect(permissions({ kubernetesCRD: off })).toEqual([
      '/nodes get,list,watch',
      '/secrets get,list,watch',
      '/services get,list,watch',
      'discovery.k8s.io/endpointslices list,watch',
      'networking.k8s.io/ingressclasses get,list,watch',
      'networking.k8s.io/ingresses get,list,watch',
      'networking.k8s.io/ingresses/status update',
    ]);
  });

  test('for the kinds of traefik.io only', () => {
    const own = permissions({ kubernetesIngress: off });
    expect(own.filter((each) => !each.startsWith('traefik.io/'))).toEqual([
      '/configmaps get,list,watch',
      '/nodes get,list,watch',
      '/secrets get,list,watch',
      '/services get,list,watch',
      'discovery.k8s.io/endpointslices list,watch',
    ]);
    expect(own.filter((each) => each.startsWith('traefik.io/'))).toHaveLength(10);
    expect(own).toContain('traefik.io/serverstransporttcps get,list,watch');
  });

  test('for the Gateway API only', () => {
    const gateway = permissions({
      kubernetesIngress: off,
      kubernetesCRD: off,
      kubernetesGateway: { enabled: true },
    });
    expect(gateway).toEqual([
      '/configmaps get,list,watch',
      '/namespaces list,watch',
      '/secrets get,list,watch',
      '/services get,list,watch',
      'discovery.k8s.io/endpointslices list,watch',
      'gateway.networking.k8s.io/backendtlspolicies get,list,watch',
      'gateway.networking.k8s.io/backendtlspolicies/status update',
      'gateway.networking.k8s.io/gatewayclasses get,list,watch',
      'gateway.networking.k8s.io/gatewayclasses/status update',
      'gateway.networking.k8s.io/gateways get,list,watch',
      'gateway.networking.k8s.io/gateways/status update',
      'gateway.networking.k8s.io/grpcroutes get,list,watch',
      'gateway.networking.k8s.io/grpcroutes/status update',
      'gateway.networking.k8s.io/httproutes get,list,watch',
      'gateway.networking.k8s.io/httproutes/status update',
      'gateway.networking.k8s.io/referencegrants get,list,watch',
      'gateway.networking.k8s.io/tlsroutes get,list,watch',
      'gateway.networking.k8s.io/tlsroutes/status update',
    ]);
  });

  test('TCPRoutes only with the experimental channel', () => {
    const all = permissions({ kubernetesGateway: { enabled: true, experimentalChannel: true } });
    expect(all).toContain('gateway.networking.k8s.io/tcproutes get,list,watch');
    expect(all).toContain('gateway.networking.k8s.io/tcproutes/status update');
  });

  test('empty without a provider', () => {
    expect(permissions({ kubernetesIngress: off, kubernetesCRD: off, kubernetesGateway: off })).toEqual([]);
  });
});
