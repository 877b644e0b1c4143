import { describe, expect, test } from 'vitest';
import type { TraefikOptions } from '../../../constructs/traefik';
import { traefikArguments } from '../../../constructs/traefik/arguments';

const args = (options: TraefikOptions, crossProviderNamespaces?: readonly string[]) =>
  traefikArguments(options, {
    namespace: 'edge',
    serviceName: 'traefik',
    ingressClassName: 'traefik',
    ...(crossProviderNamespaces && { crossProviderNamespaces }),
  });

/** What `options` add to, and take from, the arguments without options. */
function difference(options: TraefikOptions) {
  const [before, after] = [args({}), args(options)];
  return {
    added: after.filter((each) => !before.includes(each)),
    removed: before.filter((each) => !after.includes(each)),
  };
}

describe('arguments', () => {
  test('without options', () => {
    expect(args({})).toEqual([
      '--global.checkNewVersion=false',
      '--log.level=INFO',
      '--ping=true',
      '--metrics.prometheus=true',
      '--metrics.prometheus.entryPoint=metrics',
      '--entryPoints.web.address=:8000/tcp',
      '--entryPoints.web.asDefault=true',
      '--entryPoints.websecure.address=:8443/tcp',
      '--entryPoints.websecure.asDefault=true',
      '--entryPoints.metrics.address=:9100/tcp',
      '--entryPoints.traefik.address=:8080/tcp',
      '--entryPoints.websecure.http.tls=true',
      '--providers.kubernetesIngress=true',
      '--providers.kubernetesIngress.allowEmptyServices=true',
      '--providers.kubernetesIngress.ingressEndpoint.publishedService=edge/traefik',
      '--providers.kubernetesCRD=true',
      '--providers.kubernetesCRD.allowEmptyServices=true',
    ]);
  });

  test.each<[TraefikOptions, string[]]>([
    [{ accessLog: true }, ['--accessLog=true']],
    [{ dashboard: true }, ['--api.dashboard=true']],
    [
      { web: { httpsRedirect: true } },
      [
        '--entryPoints.web.http.redirections.entryPoint.to=:443',
        '--entryPoints.web.http.redirections.entryPoint.scheme=https',
        '--entryPoints.web.http.redirections.entryPoint.permanent=true',
      ],
    ],
    [
      { websecure: { http3: true } },
      ['--entryPoints.websecure.http3=true', '--entryPoints.websecure.http3.advertisedPort=443'],
    ],
    [
      { web: { forwardedHeaders: { trustedIPs: ['10.0.0.1', 'fd00::/8'] } } },
      ['--entryPoints.web.forwardedHeaders.trustedIPs=10.0.0.1,fd00::/8'],
    ],
    [
      { websecure: { proxyProtocol: { trustedIPs: ['10.0.0.0/24'] } } },
      ['--entryPoints.websecure.proxyProtocol.trustedIPs=10.0.0.0/24'],
    ],
    [
      { entryPoints: [{ name: 'dns', port: 5353, exposedPort: 53, protocol: 'UDP' }] },
      ['--entryPoints.dns.address=:5353/udp'],
    ],
    [
      { providers: { kubernetesIngress: { defaultIngressClass: false } } },
      ['--providers.kubernetesIngress.ingressClass=traefik'],
    ],
    [
      {
        providers: {
          kubernetesIngress: { allowExternalNameServices: true },
          kubernetesCRD: { allowExternalNameServices: true, allowCrossNamespace: true },
        },
      },
      [
        '--providers.kubernetesIngress.allowExternalNameServices=true',
        '--providers.kubernetesCRD.allowExternalNameServices=true',
        '--providers.kubernetesCRD.allowCrossNamespace=true',
      ],
    ],
    [
      { providers: { kubernetesGateway: { enabled: true, experimentalChannel: true } } },
      [
        '--providers.kubernetesGateway=true',
        '--providers.kubernetesGateway.statusAddress.service.name=traefik',
        '--providers.kubernetesGateway.statusAddress.service.namespace=edge',
        '--providers.kubernetesGateway.experimentalChannel=true',
      ],
    ],
  ])('%j adds', (options, added) => {
    expect(difference(options)).toEqual({ added, removed: [] });
  });

  test('redirects and HTTP/3 name the port of the Service', () => {
    const { added } = difference({
      web: { httpsRedirect: true },
      websecure: { exposedPort: 4443, http3: true },
    });
    expect(added).toContain('--entryPoints.web.http.redirections.entryPoint.to=:4443');
    expect(added).toContain('--entryPoints.websecure.http3.advertisedPort=4443');
  });

  test('the log level is replaced', () => {
    expect(difference({ logLevel: 'ERROR' })).toEqual({
      added: ['--log.level=ERROR'],
      removed: ['--log.level=INFO'],
    });
  });

  test('a disabled feature has no arguments', () => {
    const off = { enabled: false };
    expect(args({ metrics: false }).filter((each) => each.includes('metrics'))).toEqual([]);
    expect(args({ providers: { kubernetesIngress: off } }).filter((each) => /ingress/i.test(each))).toEqual(
      [],
    );
    expect(args({ providers: { kubernetesCRD: off } }).filter((each) => /crd/i.test(each))).toEqual([]);
    expect(difference({ providers: { kubernetesIngress: { publishedService: false } } }).removed).toEqual([
      '--providers.kubernetesIngress.ingressEndpoint.publishedService=edge/traefik',
    ]);
  });

  test('namespaces that may refer to other providers', () => {
    expect(args({}, ['edge', 'ops'])).toContain('--providers.kubernetesCRD.crossProviderNamespaces=edge,ops');
    expect(args({}).filter((each) => each.includes('crossProvider'))).toEqual([]);
  });
});
