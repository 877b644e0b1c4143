import { describe, expect, test } from 'vitest';
import type { CoreDnsProps } from '../../../constructs/coredns';
import { standalone } from './manifests';

const SELECTOR = { 'app.kubernetes.io/name': 'coredns', 'app.kubernetes.io/instance': 'coredns-standalone' };

const every: Required<CoreDnsProps> = {
  clusterDns: ['10.43.0.10', 'fd00:43::a'],
  clusterDomain: 'k8s.home.arpa',
  reverseZones: ['10.42.0.0/16', '10.43.0.0/16'],
  replicas: 2,
  upstream: { to: ['9.9.9.9'] },
  nodeHosts: [{ name: 'pi1', addresses: ['10.0.0.11'] }],
  rewrite: [{ from: 'a.b', to: 'c.d' }],
  log: ['error'],
  cache: { ttlSeconds: 60 },
  zones: [{ zone: 'home.arpa', forward: { to: ['10.0.0.1'] } }],
  hosts: [{ name: 'nas.lan', addresses: ['10.0.0.5'] }],
  snippets: [
    { name: 'x.override', text: 'bufsize 1232\n' },
    { name: 'y.server', text: 'y.test:53 {\n    whoami\n}\n' },
  ],
  image: 'registry.home.arpa/coredns:1',
  networkPolicy: true,
  imagePullSecrets: ['registry'],
  resources: { requests: { cpu: '50m' } },
  priorityClassName: 'high',
  tolerations: [{ operator: 'Exists' }],
  nodeSelector: { dns: 'true' },
  affinity: {
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'rack' }],
    },
  },
  topologySpread: [{ topologyKey: 'rack', maxSkew: 2, whenUnsatisfiable: 'DoNotSchedule' }],
};

describe('the Corefile', () => {
  test('serves the cluster, and asks the node about everything else', () => {
    expect(standalone()['ConfigMap']?.data).toEqual({
      Corefile: `.:53 {
    errors
    health {
        lameduck 5s
    }
    ready
    kubernetes cluster.local in-addr.arpa ip6.arpa {
        pods insecure
        fallthrough in-addr.arpa ip6.arpa
    }
    prometheus :9153
    cache 30
    loop
    reload
    loadbalance
    forward . /etc/resolv.conf
}
`,
    });
  });

  test('has every prop', () => {
    const { Corefile, ...files } = standalone(every)['ConfigMap']?.data ?? {};
    expect(files).toEqual({ 'x.override': 'bufsize 1232\n', 'y.server': 'y.test:53 {\n    whoami\n}\n' });
    expect(Corefile).toBe(`.:53 {
    errors
    health {
        lameduck 5s
    }
    ready
    log {
        class error
    }
    rewrite name exact a.b c.d
    kubernetes k8s.home.arpa 10.42.0.0/16 10.43.0.0/16 {
        pods insecure
        fallthrough 10.42.0.0/16 10.43.0.0/16
    }
    hosts {
        10.0.0.11 pi1
        ttl 60
        fallthrough
    }
    prometheus :9153
    cache 60
    loop
    reload
    loadbalance
    import /etc/coredns/*.override
    forward . 9.9.9.9
}
home.arpa:53 {
    errors
    cache 30
    forward . 10.0.0.1
}
nas.lan:53 {
    errors
    hosts {
        10.0.0.5 nas.lan
        ttl 60
        fallthrough
    }
    cache 30
    forward . 9.9.9.9
}
import /etc/coredns/*.server
`);
  });
});

describe('the pods', () => {
  test('have every prop', () => {
    expect(standalone(every)['Deployment']?.spec).toMatchObject({
      replicas: 2,
      template: {
        spec: {
          priorityClassName: 'high',
          tolerations: [{ operator: 'Exists' }],
          nodeSelector: { 'kubernetes.io/os': 'linux', dns: 'true' },
          affinity: {
            podAntiAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: [
                { topologyKey: 'rack', labelSelector: { matchLabels: SELECTOR } },
              ],
            },
          },
          topologySpreadConstraints: [
            {
              topologyKey: 'rack',
              maxSkew: 2,
              whenUnsatisfiable: 'DoNotSchedule',
              labelSelector: { matchLabels: SELECTOR },
            },
          ],
          imagePullSecrets: [{ name: 'registry' }],
          containers: [{ image: 'registry.home.arpa/coredns:1', resources: { requests: { cpu: '50m' } } }],
        },
      },
    });
  });

  test('do not ask themselves, and keep to the Pod Security level restricted', () => {
    expect(standalone()['Deployment']?.spec).toMatchObject({
      template: {
        spec: {
          dnsPolicy: 'Default',
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 65532,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          containers: [
            {
              securityContext: {
                allowPrivilegeEscalation: false,
                readOnlyRootFilesystem: true,
                capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
              },
            },
          ],
        },
      },
    });
  });

  test('mount nothing that k3s would have to write', () => {
    expect(standalone()['Deployment']?.spec).toMatchObject({
      template: { spec: { volumes: [{ name: 'config', configMap: { name: 'coredns-standalone' } }] } },
    });
  });

  test('are spread as those of k3s', () => {
    expect(standalone()['Deployment']?.spec).toMatchObject({
      template: {
        spec: {
          topologySpreadConstraints: [
            { topologyKey: 'kubernetes.io/hostname', maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule' },
            { topologyKey: 'topology.kubernetes.io/zone', maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway' },
          ],
        },
      },
    });
  });
});

describe('the Service', () => {
  test('has the name and the address that every pod knows', () => {
    const { Service } = standalone();
    expect(Service?.metadata).toMatchObject({ name: 'kube-dns', namespace: 'kube-system' });
    expect(Service?.spec).toMatchObject({
      clusterIP: '10.43.0.10',
      clusterIPs: ['10.43.0.10'],
      ipFamilyPolicy: 'SingleStack',
    });
  });

  test('has both families if the cluster has', () => {
    expect(standalone(every)['Service']?.spec).toMatchObject({
      clusterIP: '10.43.0.10',
      clusterIPs: ['10.43.0.10', 'fd00:43::a'],
      ipFamilyPolicy: 'RequireDualStack',
    });
  });

  test.each([[[]], [['10.43.0.10', 'fd00:43::a', '10.43.0.11']], [['10.43.0.10', '10.43.0.11']]])(
    'cannot have %j',
    (clusterDns) => {
      expect(() => standalone({ clusterDns })).toThrow('one address of each family at most');
    },
  );
});

test('finds its pods by labels that never change, and is found by the label that the field looks for', () => {
  const { Deployment, Service } = standalone();
  expect(Deployment?.spec).toMatchObject({
    selector: { matchLabels: SELECTOR },
    template: { metadata: { labels: { ...SELECTOR, 'k8s-app': 'kube-dns' } } },
  });
  expect(Service?.spec).toMatchObject({ selector: SELECTOR });
  expect(Service?.metadata.labels).toMatchObject({ 'k8s-app': 'kube-dns', 'kubernetes.io/name': 'CoreDNS' });
});

test('nothing but the Service has a name that k3s deletes when its own is switched off', () => {
  const names = Object.values(standalone(every)).map(({ metadata }) => metadata.name);
  expect([...new Set(names)].sort()).toEqual(['coredns-standalone', 'kube-dns']);
});

test('may read what its answers are made of, and nothing else', () => {
  expect(standalone()['ClusterRole']?.rules).toEqual([
    { apiGroups: [''], resources: ['namespaces', 'services'], verbs: ['list', 'watch'] },
    { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list', 'watch'] },
  ]);
});

test('one replica has no disruption budget, which would keep its node from being drained', () => {
  expect(standalone()['PodDisruptionBudget']).toBeUndefined();
  expect(standalone(every)['PodDisruptionBudget']?.spec).toEqual({
    maxUnavailable: 1,
    unhealthyPodEvictionPolicy: 'AlwaysAllow',
    selector: { matchLabels: SELECTOR },
  });
});

describe('the NetworkPolicy', () => {
  test('allows DNS and metrics from everywhere', () => {
    expect(standalone({ networkPolicy: true })['NetworkPolicy']).toMatchObject({
      metadata: { name: 'coredns-standalone', namespace: 'kube-system' },
      spec: {
        podSelector: { matchLabels: SELECTOR },
        policyTypes: ['Ingress'],
        ingress: [
          {
            ports: [
              { port: 53, protocol: 'UDP' },
              { port: 53, protocol: 'TCP' },
              { port: 9153, protocol: 'TCP' },
            ],
          },
        ],
      },
    });
  });

  test('is absent by default, and with snippets, which may open ports', () => {
    expect(standalone()).not.toHaveProperty('NetworkPolicy');
    expect(standalone(every)).not.toHaveProperty('NetworkPolicy');
  });
});
