import { Testing } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import type { DnsSampleProps } from '../../../constructs';
import { DnsSample } from '../../../constructs';
import { checkSnippet } from '../../../src/languages/corefile';
import { VERSIONS } from '../../../src/versions';

interface Rendered {
  readonly kind: string;
  readonly data?: Record<string, string>;
  readonly spec?: unknown;
}

function synth(props: Partial<DnsSampleProps> = {}): Record<string, Rendered> {
  const chart = Testing.chart();
  new DnsSample(chart, 'dns', { name: 'udp', namespace: 'demo', ...props });
  return Object.fromEntries((Testing.synth(chart) as Rendered[]).map((object) => [object.kind, object]));
}

test('a DNS server with the plugin whoami, whose Corefile CoreDNS accepts', () => {
  const { Corefile = '' } = synth()['ConfigMap']?.data ?? {};
  expect(Corefile).toBe('.:8053 {\n    errors\n    health :8080\n    whoami\n}\n');
  const problems = checkSnippet(Corefile, 'server', VERSIONS.coredns);
  expect(problems.filter(({ consequence }) => consequence === 'refused')).toEqual([]);
});

test('its pods conform to the Pod Security level restricted, which allows the capability of the binary', () => {
  expect(synth()['Deployment']?.spec).toMatchObject({
    template: {
      spec: {
        securityContext: { runAsNonRoot: true },
        containers: [
          {
            image: `docker.io/coredns/coredns:${VERSIONS.coredns}`,
            securityContext: { capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } },
          },
        ],
      },
    },
  });
});

test('without a load balancer its Service has port 53 over UDP', () => {
  expect(synth()['Service']?.spec).toMatchObject({
    ports: [{ port: 53, protocol: 'UDP', targetPort: 'dns' }],
  });
});

describe('every prop reaches the manifest', () => {
  const props: Required<DnsSampleProps> = {
    name: 'udp',
    namespace: 'demo',
    image: 'registry.home.arpa/coredns:1',
    replicas: 2,
    spread: true,
    resources: { limits: { memory: '32Mi' } },
    nodeSelector: { disk: 'ssd' },
    tolerations: [{ key: 'edge', operator: 'Exists' }],
    priorityClassName: 'high',
    affinity: { nodeAffinity: {} },
    topologySpread: [{ topologyKey: 'rack' }],
    imagePullSecrets: ['pull'],
    networkPolicy: {},
    ingressRouteUdp: { entryPoints: ['dns'] },
    loadBalancer: { port: 5353, loadBalancerIPs: ['10.0.0.101'], allowSharedIp: 'edge' },
  };
  const objects = synth(props);

  test('Deployment', () => {
    expect(objects['Deployment']?.spec).toMatchObject({
      replicas: 2,
      strategy: { rollingUpdate: { maxSurge: 0 } },
      template: {
        spec: {
          nodeSelector: { disk: 'ssd' },
          tolerations: [{ key: 'edge', operator: 'Exists' }],
          priorityClassName: 'high',
          affinity: {
            nodeAffinity: {},
            podAntiAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname' }],
            },
          },
          topologySpreadConstraints: [{ topologyKey: 'rack' }],
          imagePullSecrets: [{ name: 'pull' }],
          containers: [{ image: 'registry.home.arpa/coredns:1', resources: { limits: { memory: '32Mi' } } }],
        },
      },
    });
  });

  test('Service and IngressRouteUDP', () => {
    expect(objects['Service']).toMatchObject({
      metadata: {
        annotations: { 'metallb.io/loadBalancerIPs': '10.0.0.101', 'metallb.io/allow-shared-ip': 'edge' },
      },
      spec: { type: 'LoadBalancer', ports: [{ port: 5353, protocol: 'UDP' }] },
    });
    expect(objects['NetworkPolicy']?.spec).toMatchObject({
      ingress: [{ ports: [{ port: 8053, protocol: 'UDP' }] }],
    });
    expect(objects['IngressRouteUDP']?.spec).toEqual({
      entryPoints: ['dns'],
      routes: [{ services: [{ name: 'udp', port: 'dns' }] }],
    });
  });
});
