import { Testing } from 'cdk8s';
import type { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import type { CoreDnsCustomProps, CoreDnsProps, ZoneOptions } from '../../../constructs/coredns';
import { CoreDns, CoreDnsCustom } from '../../../constructs/coredns';

interface Manifest {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels: Record<string, string>;
  };
  readonly data: Record<string, string>;
  readonly spec: Record<string, unknown>;
}

function synth(add: (scope: Construct) => void): Record<string, Manifest> {
  const chart = Testing.chart();
  add(chart);
  return Object.fromEntries((Testing.synth(chart) as Manifest[]).map((object) => [object.kind, object]));
}

const custom = (props: CoreDnsCustomProps) =>
  synth((scope) => new CoreDnsCustom(scope, 'dns', props))['ConfigMap']?.data;

const standalone = (props: Partial<CoreDnsProps> = {}) =>
  synth((scope) => new CoreDns(scope, 'dns', { clusterDns: ['10.43.0.10'], ...props }));

describe('what the packaged CoreDNS is given', () => {
  test('a zone with name servers of its own', () => {
    expect(custom({ zones: [{ zone: 'home.arpa', forward: { to: ['10.0.0.1'] } }] })).toEqual({
      'home.arpa.server': 'home.arpa:53 {\n    errors\n    cache 30\n    forward . 10.0.0.1\n}\n',
    });
  });

  test('every option of a zone', () => {
    const zone: Required<ZoneOptions> = {
      zone: 'apps.home.arpa',
      forward: {
        to: ['tls://9.9.9.9', '10.0.0.1:5353'],
        tlsServername: 'dns.quad9.net',
        policy: 'sequential',
        maxConcurrent: 100,
      },
      hosts: [{ name: 'apps.home.arpa', addresses: ['10.0.0.5', 'fd00::5'] }],
      wildcard: { addresses: ['10.0.0.100'], ttlSeconds: 5 },
      rewrite: [{ match: 'suffix', from: '.old.apps.home.arpa', to: '.apps.home.arpa' }],
      cache: { ttlSeconds: 10, serveStaleSeconds: 3600 },
      log: true,
    };
    expect(custom({ zones: [zone] })?.['apps.home.arpa.server']).toBe(`apps.home.arpa:53 {
    errors
    log
    rewrite name suffix .old.apps.home.arpa .apps.home.arpa answer auto
    template IN A apps.home.arpa {
        match ^.+\\.apps\\.home\\.arpa\\.$
        answer "{{ .Name }} 5 IN A 10.0.0.100"
        fallthrough
    }
    template IN ANY apps.home.arpa {
        match ^.+\\.apps\\.home\\.arpa\\.$
        rcode NOERROR
        fallthrough
    }
    hosts {
        10.0.0.5 apps.home.arpa
        fd00::5 apps.home.arpa
        ttl 60
        fallthrough
    }
    cache 10 {
        serve_stale 3600s
    }
    forward . tls://9.9.9.9 10.0.0.1:5353 {
        tls_servername dns.quad9.net
        policy sequential
        max_concurrent 100
    }
}
`);
  });

  test('names with fixed addresses take nothing of the domain around or below them', () => {
    const hosts = [
      { name: 'nas.example.com', addresses: ['10.0.0.5', 'fd00::5'] },
      { name: 'tv.example.org', addresses: ['10.0.0.6'] },
    ];
    expect(custom({ hosts })?.['hosts.server']).toBe(`nas.example.com:53 tv.example.org:53 {
    errors
    hosts {
        10.0.0.5 nas.example.com
        fd00::5 nas.example.com
        10.0.0.6 tv.example.org
        ttl 60
        fallthrough
    }
    cache 30
    forward . /etc/resolv.conf
}
`);
  });

  test("what goes into the cluster's own block stands in an override", () => {
    const data = custom({
      upstream: { to: ['9.9.9.9'] },
      rewrite: [{ from: 'a.example.com', to: 'b.default.svc.cluster.local' }],
      log: true,
      snippets: [{ name: 'x.override', text: 'bufsize 1232\n' }],
    });
    expect(data).toEqual({
      'netstack.override':
        'log\nrewrite name exact a.example.com b.default.svc.cluster.local\nforward . 9.9.9.9\n',
      'x.override': 'bufsize 1232\n',
    });
  });

  test('rewrites come back in the answer under the name that was asked for', () => {
    const data = custom({
      rewrite: [
        { match: 'exact', from: 'a.test', to: 'b.test' },
        { match: 'prefix', from: 'pre.', to: 'post.' },
        { match: 'suffix', from: '.a.test', to: '.b.test' },
        { match: 'regex', from: '^(.*)\\.a\\.test\\.$', to: '{1}.b "test"' },
      ],
    });
    expect(data?.['netstack.override']?.split('\n')).toEqual([
      'rewrite name exact a.test b.test',
      'rewrite name regex ^pre\\.(.*)\\.$ "post.{1}" answer auto',
      'rewrite name suffix .a.test .b.test answer auto',
      'rewrite name regex ^(.*)\\.a\\.test\\.$ "{1}.b \\"test\\"" answer auto',
      '',
    ]);
  });

  test('is the ConfigMap that k3s reads and never writes', () => {
    const { ConfigMap } = synth((scope) => new CoreDnsCustom(scope, 'dns', { log: true }));
    expect(ConfigMap?.metadata).toMatchObject({ name: 'coredns-custom', namespace: 'kube-system' });
  });
});

describe('a CoreDNS of one’s own', () => {
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

  const every: Required<CoreDnsProps> = {
    clusterDns: ['10.43.0.10', 'fd00:43::a'],
    clusterDomain: 'k8s.home.arpa',
    replicas: 2,
    upstream: { to: ['9.9.9.9'] },
    nodeHosts: [{ name: 'pi1', addresses: ['10.0.0.11'] }],
    rewrite: [{ from: 'a.b', to: 'c.d' }],
    log: true,
    cache: { ttlSeconds: 60 },
    zones: [{ zone: 'home.arpa', forward: { to: ['10.0.0.1'] } }],
    hosts: [{ name: 'nas.home.arpa', addresses: ['10.0.0.5'] }],
    snippets: [
      { name: 'x.override', text: 'bufsize 1232\n' },
      { name: 'y.server', text: 'y.test:53 {\n    whoami\n}\n' },
    ],
    image: 'registry.home.arpa/coredns:1',
    resources: { requests: {} },
    priorityClassName: 'high',
    tolerations: [],
  };

  test('every prop reaches the Corefile', () => {
    const { Corefile, ...files } = standalone(every)['ConfigMap']?.data ?? {};
    expect(files).toEqual({ 'x.override': 'bufsize 1232\n', 'y.server': 'y.test:53 {\n    whoami\n}\n' });
    for (const line of [
      'kubernetes k8s.home.arpa in-addr.arpa ip6.arpa {',
      '10.0.0.11 pi1',
      'rewrite name exact a.b c.d',
      'log',
      'cache 60',
      'import /etc/coredns/*.override',
      'forward . 9.9.9.9',
      'home.arpa:53 {',
      'nas.home.arpa:53 {',
      'import /etc/coredns/*.server',
    ]) {
      expect(Corefile?.split('\n').map((text) => text.trim())).toContain(line);
    }
  });

  test('every prop reaches the pods and the Service', () => {
    const { Deployment, Service, PodDisruptionBudget } = standalone(every);
    expect(Deployment?.spec).toMatchObject({
      replicas: 2,
      template: {
        spec: {
          priorityClassName: 'high',
          containers: [{ image: 'registry.home.arpa/coredns:1', resources: { requests: {} } }],
        },
      },
    });
    expect(Service?.spec).toMatchObject({
      clusterIP: '10.43.0.10',
      clusterIPs: ['10.43.0.10', 'fd00:43::a'],
      ipFamilyPolicy: 'RequireDualStack',
    });
    expect(PodDisruptionBudget?.spec).toMatchObject({ maxUnavailable: 1 });
  });

  test('finds its pods by labels that never change, and is found by the label that the field looks for', () => {
    const { Deployment, Service } = standalone();
    const selector = {
      'app.kubernetes.io/name': 'coredns',
      'app.kubernetes.io/instance': 'coredns-standalone',
    };
    expect(Deployment?.spec).toMatchObject({
      selector: { matchLabels: selector },
      template: { metadata: { labels: { ...selector, 'k8s-app': 'kube-dns' } } },
    });
    expect(Service?.metadata.name).toBe('kube-dns');
    expect(Service?.spec).toMatchObject({
      selector,
      ipFamilyPolicy: 'SingleStack',
      clusterIPs: ['10.43.0.10'],
    });
  });

  test('one replica has no disruption budget, which would keep its node from being drained', () => {
    expect(standalone()['PodDisruptionBudget']).toBeUndefined();
  });
});
