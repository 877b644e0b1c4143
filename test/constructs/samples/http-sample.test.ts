import { Testing } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import type { HttpSampleProps } from '../../../constructs/samples';
import { HttpSample } from '../../../constructs/samples';
import { VERSIONS } from '../../../src/versions';
import { validateAgainstCrd } from '../../schemas';

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly labels: Record<string, string> };
  readonly spec: Record<string, unknown>;
}

function synth(props: Partial<HttpSampleProps> = {}): Record<string, Manifest> {
  const chart = Testing.chart();
  new HttpSample(chart, 'sample', { name: 'whoami', namespace: 'samples', ...props });
  const objects = Testing.synth(chart) as Manifest[];
  return Object.fromEntries(objects.map((object) => [object.kind, object]));
}

test('by default only the cluster can reach it', () => {
  const { Deployment, Service, ...others } = synth();
  expect(others).toEqual({});
  expect(Service?.spec).toEqual({
    selector: { 'app.kubernetes.io/name': 'http-sample', 'app.kubernetes.io/instance': 'whoami' },
    ports: [{ name: 'http', port: 80, targetPort: 'http' }],
  });
  expect(Deployment?.spec).toMatchObject({
    replicas: 1,
    template: { spec: { containers: [{ image: `docker.io/traefik/whoami:v${VERSIONS.whoami}` }] } },
  });
});

test('its pods conform to the Pod Security level restricted', () => {
  expect(synth()['Deployment']?.spec).toMatchObject({
    template: {
      spec: {
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [
          { securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } },
        ],
      },
    },
  });
});

describe('every prop reaches the manifest', () => {
  const props: Required<HttpSampleProps> = {
    name: 'echo',
    namespace: 'demo',
    image: 'registry.home.arpa/echo:1',
    imagePullSecrets: ['registry'],
    replicas: 3,
    resources: { limits: { memory: '32Mi' } },
    nodeSelector: { disk: 'ssd' },
    tolerations: [{ key: 'edge', operator: 'Exists' }],
    priorityClassName: 'high',
    affinity: {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'rack' }],
      },
    },
    topologySpread: [{ topologyKey: 'rack' }],
    networkPolicy: { from: [{ namespace: 'edge', labels: { app: 'proxy' } }] },
    spread: true,
    ingressRouteTcp: {
      hostSni: 'd.home.arpa',
      entryPoints: ['tcp'],
      tls: true,
      passthroughSecret: 'd-tls',
    },
    ingress: {
      host: 'a.home.arpa',
      path: '/x',
      tlsSecret: 'a-tls',
      certResolver: 'letsencrypt',
      ingressClassName: 'other',
    },
    ingressRoute: { match: 'Host(`b.home.arpa`)', entryPoints: ['web'], tls: false },
    httpRoute: { host: 'c.home.arpa', gateway: 'g', gatewayNamespace: 'kube-system' },
    loadBalancer: {
      port: 8080,
      loadBalancerIPs: ['10.0.0.101'],
      ipAddressPool: 'lan',
      allowSharedIp: 'edge',
      loadBalancerClass: 'metallb.io/metallb',
      lbpool: 'edge',
      externalTrafficPolicy: 'Local',
      ipFamilyPolicy: 'SingleStack',
      ipFamilies: ['IPv4'],
      annotations: { note: 'x' },
    },
  };
  const objects = synth(props);

  test('Deployment', () => {
    expect(objects['Deployment']).toMatchObject({
      metadata: { name: 'echo', namespace: 'demo' },
      spec: {
        replicas: 3,
        template: {
          spec: {
            imagePullSecrets: [{ name: 'registry' }],
            containers: [{ image: 'registry.home.arpa/echo:1', resources: { limits: { memory: '32Mi' } } }],
          },
        },
      },
    });
  });

  test('NetworkPolicy', () => {
    expect(objects['NetworkPolicy']).toMatchObject({
      metadata: { name: 'echo', namespace: 'demo' },
      spec: {
        podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'echo' } },
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [
              {
                namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } },
                podSelector: { matchLabels: { app: 'proxy' } },
              },
            ],
            ports: [{ port: 8080, protocol: 'TCP' }],
          },
        ],
      },
    });
  });

  test('NetworkPolicy for clients of every address', () => {
    const [rule] = (synth({ networkPolicy: {} })['NetworkPolicy']?.spec as { ingress: object[] }).ingress;
    expect(rule).toEqual({ ports: [{ port: 8080, protocol: 'TCP' }] });
    expect(synth()).not.toHaveProperty('NetworkPolicy');
  });

  test('pods on different nodes, whose updates need no further node', () => {
    const matchLabels = { 'app.kubernetes.io/name': 'http-sample', 'app.kubernetes.io/instance': 'echo' };
    expect(objects['Deployment']?.spec).toMatchObject({
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
      template: {
        spec: {
          affinity: {
            podAntiAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: [
                { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels } },
                { topologyKey: 'rack', labelSelector: { matchLabels } },
              ],
            },
          },
          topologySpreadConstraints: [{ topologyKey: 'rack', labelSelector: { matchLabels } }],
        },
      },
    });
  });

  test('IngressRouteTCP with passthrough, and pods that serve the certificate', () => {
    expect(objects['IngressRouteTCP']?.spec).toEqual({
      entryPoints: ['tcp'],
      routes: [{ match: 'HostSNI(`d.home.arpa`)', services: [{ name: 'echo', port: 'http' }] }],
      tls: { passthrough: true },
    });
    expect(objects['Deployment']?.spec).toMatchObject({
      template: {
        spec: {
          containers: [
            {
              args: ['--cert=/tls/tls.crt', '--key=/tls/tls.key'],
              readinessProbe: { httpGet: { scheme: 'HTTPS' } },
              volumeMounts: [{ name: 'tls', mountPath: '/tls', readOnly: true }],
            },
          ],
          volumes: [{ name: 'tls', secret: { secretName: 'd-tls' } }],
        },
      },
    });
  });

  test('Service', () => {
    expect(objects['Service']).toMatchObject({
      metadata: {
        labels: { 'svccontroller.k3s.cattle.io/lbpool': 'edge' },
        annotations: {
          'metallb.io/loadBalancerIPs': '10.0.0.101',
          'metallb.io/address-pool': 'lan',
          'metallb.io/allow-shared-ip': 'edge',
          note: 'x',
        },
      },
      spec: {
        type: 'LoadBalancer',
        loadBalancerClass: 'metallb.io/metallb',
        externalTrafficPolicy: 'Local',
        ipFamilyPolicy: 'SingleStack',
        ipFamilies: ['IPv4'],
        ports: [{ port: 8080, targetPort: 'http' }],
      },
    });
  });

  test('Ingress', () => {
    const backend = { service: { name: 'echo', port: { name: 'http' } } };
    expect(objects['Ingress']?.spec).toEqual({
      ingressClassName: 'other',
      rules: [{ host: 'a.home.arpa', http: { paths: [{ path: '/x', pathType: 'Prefix', backend }] } }],
      tls: [{ hosts: ['a.home.arpa'], secretName: 'a-tls' }],
    });
  });

  test('IngressRoute', () => {
    expect(objects['IngressRoute']?.spec).toEqual({
      entryPoints: ['web'],
      routes: [{ kind: 'Rule', match: 'Host(`b.home.arpa`)', services: [{ name: 'echo', port: 'http' }] }],
    });
  });

  test('IngressRoute by a host name, with TLS at Traefik', () => {
    expect(synth({ ingressRoute: { host: 'b.home.arpa' } })['IngressRoute']?.spec).toEqual({
      entryPoints: ['websecure'],
      routes: [{ kind: 'Rule', match: 'Host(`b.home.arpa`)', services: [{ name: 'whoami', port: 'http' }] }],
      tls: {},
    });
  });

  test('HTTPRoute, to the port of the Service', () => {
    expect(objects['HTTPRoute']?.spec).toEqual({
      parentRefs: [{ name: 'g', namespace: 'kube-system' }],
      hostnames: ['c.home.arpa'],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          backendRefs: [{ name: 'echo', port: 8080 }],
        },
      ],
    });
  });

  test('custom resources conform to their CRDs', () => {
    expect(validateAgainstCrd(objects['IngressRoute'])).toEqual([]);
    expect(validateAgainstCrd(objects['HTTPRoute'])).toEqual([]);
  });
});

test('a certificate resolver makes an Ingress HTTPS only, and is a field of an IngressRoute', () => {
  const { Ingress, IngressRoute } = synth({
    ingress: { host: 'a.example.com', certResolver: 'letsencrypt' },
    ingressRoute: {
      host: 'b.example.com',
      certificate: {
        certResolver: 'letsencrypt',
        domains: [{ main: 'example.com', sans: ['*.example.com'] }],
      },
    },
  });
  expect(Ingress?.metadata).toMatchObject({
    annotations: {
      'traefik.ingress.kubernetes.io/router.entrypoints': 'websecure',
      'traefik.ingress.kubernetes.io/router.tls': 'true',
      'traefik.ingress.kubernetes.io/router.tls.certresolver': 'letsencrypt',
    },
  });
  expect(IngressRoute?.spec['tls']).toEqual({
    certResolver: 'letsencrypt',
    domains: [{ main: 'example.com', sans: ['*.example.com'] }],
  });
});
