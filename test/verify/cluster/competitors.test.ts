import { describe, expect, it } from 'vitest';
import { createIngressPolicy } from '../../../constructs/network-policy';
import type { FakeCluster, LiveObject } from './fake-cluster';
import { failures, find, findingsOf, listOf, pikube, remove } from './fake-cluster';

/** What the checks in the cluster report after a change. */
async function listReported(change: (fake: FakeCluster) => void): Promise<readonly string[]> {
  const fake = pikube();
  change(fake);
  return failures(fake, 'cluster');
}

function pod(
  name: string,
  namespace: string,
  labels: object,
  container: object = {},
  more: object = {},
): LiveObject {
  return {
    metadata: { name, namespace, labels },
    spec: {
      nodeName: 'pi2',
      containers: [{ name: 'main', image: 'example.org/app:1', ...container }],
      ...more,
    },
    status: { phase: 'Running', podIP: '10.42.1.9' },
  };
}

/** Pods of CoreDNS, Traefik and whoami, as their Services select them. */
function addPods(fake: FakeCluster): void {
  const traefik = find(fake, 'v1', 'Service', 'traefik').spec?.['selector'] as object;
  const whoami = find(fake, 'v1', 'Service', 'whoami').spec?.['selector'] as object;
  const webhook = find(fake, 'v1', 'Service', 'metallb-webhook-service').spec?.['selector'] as object;
  find(fake, 'v1', 'Service', 'kube-dns').spec = {
    ...find(fake, 'v1', 'Service', 'kube-dns').spec,
    selector: { 'k8s-app': 'kube-dns' },
  };
  listOf(fake, 'v1', 'Pod').push(
    pod('coredns-1', 'kube-system', { 'k8s-app': 'kube-dns' }),
    pod('traefik-1', 'traefik', traefik, { ports: [{ name: 'web', containerPort: 8000 }] }),
    pod('controller-1', 'metallb-system', webhook, { ports: [{ containerPort: 9443 }] }),
    pod('whoami-1', 'samples', whoami, { ports: [{ name: 'http', containerPort: 8080 }] }),
  );
}

function policy(name: string, namespace: string, spec: Record<string, unknown>): (fake: FakeCluster) => void {
  return (fake) => {
    addPods(fake);
    listOf(fake, 'networking.k8s.io/v1', 'NetworkPolicy').push({ metadata: { name, namespace }, spec });
  };
}

describe('NetworkPolicies', () => {
  it('pass where they allow the connections', async () => {
    const allowAll = { podSelector: {}, policyTypes: ['Ingress'], ingress: [{}] };
    expect(await listReported(policy('allow', 'kube-system', allowAll))).toEqual([]);
  });

  it('pass for those that k3s-netstack installs', async () => {
    const found = await listReported((fake) => {
      const labels = find(fake, 'v1', 'Namespace', 'traefik').metadata.labels;
      find(fake, 'v1', 'Namespace', 'traefik').metadata.labels = {
        ...labels,
        'kubernetes.io/metadata.name': 'traefik',
      };
      const selector = find(fake, 'v1', 'Service', 'whoami').spec?.['selector'] as Record<string, string>;
      const from = [{ namespace: 'traefik', labels: { 'app.kubernetes.io/name': 'traefik' } }];
      const { ingress, ...spec } = createIngressPolicy({ selector, ports: [], from });
      const rules = ingress?.map((rule) => ({ ...rule, ports: [{ port: 8080, protocol: 'TCP' }] }));
      policy('whoami', 'samples', { ...spec, ingress: rules })(fake);
      const policies = listOf(fake, 'networking.k8s.io/v1', 'NetworkPolicy');
      expect(policies.map(({ metadata }) => metadata.name)).toEqual(['controller', 'traefik', 'whoami']);
    });
    expect(found).toEqual([]);
  });

  it("fail where they block MetalLB's webhook", async () => {
    const found = await listReported((fake) => {
      policy('deny', 'metallb-system', { podSelector: {}, policyTypes: ['Ingress'] })(fake);
      listOf(fake, 'networking.k8s.io/v1', 'NetworkPolicy').shift();
    });
    expect(found).toContain(
      "network-policies: NetworkPolicy metallb-system/deny: it blocks connections of the API server to MetalLB's webhook; planned connections of the API server to MetalLB's webhook allowed",
    );
  });

  it('fail where they block DNS', async () => {
    const found = await listReported(
      policy('deny', 'kube-system', { podSelector: {}, policyTypes: ['Ingress'] }),
    );
    expect(found).toContain(
      'network-policies: NetworkPolicy kube-system/deny: it blocks DNS queries of Traefik, DNS queries of whoami; planned DNS queries of Traefik, DNS queries of whoami allowed',
    );
  });

  it('fail where they allow pods only, and block clients of Traefik', async () => {
    const spec = { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [{ podSelector: {} }] }] };
    const found = await listReported((fake) => {
      listOf(fake, 'networking.k8s.io/v1', 'NetworkPolicy').length = 0;
      policy('internal', 'traefik', spec)(fake);
    });
    expect(found).toContain(
      'network-policies: NetworkPolicy traefik/internal: it blocks clients of Traefik; planned clients of Traefik allowed',
    );
  });

  it('fail where they block the egress of a sample to DNS', async () => {
    const egress = [{ to: [{ ipBlock: { cidr: '10.0.0.0/24' } }] }];
    const spec = { podSelector: {}, policyTypes: ['Egress'], egress };
    expect(await listReported(policy('egress', 'samples', spec))).toContain(
      'network-policies: NetworkPolicy samples/egress: it blocks DNS queries of whoami; planned DNS queries of whoami allowed',
    );
  });

  it('pass where they allow the namespace, the port and the LAN', async () => {
    const fromTraefik = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'traefik' } } };
    const spec = {
      podSelector: {},
      ingress: [
        { from: [fromTraefik], ports: [{ port: 'http' }] },
        { from: [{ ipBlock: { cidr: '10.0.0.0/24' } }] },
      ],
    };
    const found = await listReported((fake) => {
      policy('exact', 'samples', spec)(fake);
      const traefik = find(fake, 'v1', 'Namespace', 'traefik').metadata;
      traefik.labels = { ...traefik.labels, 'kubernetes.io/metadata.name': 'traefik' };
    });
    expect(found).toEqual([]);
  });
});

describe('other installations and objects', () => {
  it('fail for a second MetalLB and a second Traefik', async () => {
    const found = await listReported((fake) => {
      listOf(fake, 'v1', 'Pod').push(
        pod('speaker-1', 'load-balancing', {}, { image: 'quay.io/metallb/speaker:v0.15.2' }),
        pod('edge-1', 'edge', {}, { image: 'docker.io/library/traefik:v3.1' }),
      );
    });
    expect(found).toEqual([
      'competing-controllers: pods of MetalLB: speaker-1 in namespace load-balancing; planned MetalLB in namespace metallb-system only',
      'competing-controllers: pods of Traefik: edge-1 in namespace edge; planned Traefik in namespace traefik only',
    ]);
  });

  it('fail for kube-vip as a load balancer, and pass for one that only serves the API server', async () => {
    const found = await listReported((fake) => {
      const image = 'ghcr.io/kube-vip/kube-vip:v0.8.9';
      const env = [{ name: 'svc_enable', value: 'true' }];
      listOf(fake, 'v1', 'Pod').push(
        pod('kube-vip-1', 'kube-system', {}, { image, env }),
        pod('kube-vip-2', 'other', {}, { image, env: [{ name: 'cp_enable', value: 'true' }] }),
      );
    });
    expect(found).toEqual([
      'competing-controllers: pods of kube-vip: kube-vip-1 in namespace kube-system; planned no kube-vip',
    ]);
  });

  it('fail for a pod with a hostPort of the kubelet', async () => {
    const found = await listReported((fake) => {
      const ports = [{ containerPort: 80, hostPort: 10250 }];
      listOf(fake, 'v1', 'Pod').push(
        pod('agent', 'default', {}, { ports }),
        pod('own', 'default', {}, { ports }, { hostNetwork: true }),
      );
    });
    expect(found).toEqual([
      'host-ports: hostPort of Pod default/agent: TCP 10250; planned another port: the kubelet needs it',
    ]);
  });

  it('fail for externalIPs of a node and of a pool', async () => {
    const found = await listReported((fake) => {
      listOf(fake, 'v1', 'Service').push({
        metadata: { name: 'grab', namespace: 'default' },
        spec: { clusterIPs: ['10.43.7.7'], externalIPs: ['10.0.0.12', '10.0.0.120', '192.0.2.7'] },
      });
    });
    expect(found).toEqual([
      'external-ips: externalIPs of Service default/grab: 10.0.0.12, which is the address of node pi2; planned no address of the plan',
      'external-ips: externalIPs of Service default/grab: 10.0.0.120, which is in the pool lan; planned no address of the plan',
    ]);
  });

  it("concern CoreDNS where a Service captures a name server's address", async () => {
    const fake = pikube();
    listOf(fake, 'v1', 'Service').push({
      metadata: { name: 'grab', namespace: 'default' },
      spec: { clusterIPs: ['10.43.7.7'], externalIPs: ['10.0.0.1'] },
    });
    const findings = await findingsOf(fake, 'cluster');
    expect(findings.find(({ outcome }) => outcome === 'failed')).toMatchObject({
      check: 'external-ips',
      components: ['grab', '10.0.0.1', 'coredns', 'name server 10.0.0.1'],
    });
  });

  it('fail for a webhook without a Service, unless the API server ignores it', async () => {
    const webhook = (name: string, failurePolicy?: string) => ({
      ...{ name, failurePolicy, rules: [{ resources: ['pods'] }] },
      clientConfig: { service: { name: 'gone', namespace: 'policy' } },
    });
    const found = await listReported((fake) => {
      listOf(fake, 'admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration').push({
        metadata: { name: 'policy' },
        webhooks: [webhook('strict.example'), webhook('lax.example', 'Ignore')],
      });
    });
    expect(found).toEqual([
      'webhook-services: webhook strict.example of MutatingWebhookConfiguration policy: no Service policy/gone; planned a Service with a ready pod: it admits pods',
    ]);
  });

  it('fail for other routes of a host of the profile', async () => {
    const found = await listReported((fake) => {
      const rule = (path: string) => ({ host: 'whoami.home.arpa', http: { paths: [{ path }] } });
      listOf(fake, 'networking.k8s.io/v1', 'Ingress').push(
        {
          metadata: { name: 'rival', namespace: 'default' },
          spec: { ingressClassName: 'traefik', rules: [rule('/')] },
        },
        {
          metadata: { name: 'api', namespace: 'default' },
          spec: { ingressClassName: 'traefik', rules: [rule('/api')] },
        },
      );
      listOf(fake, 'traefik.io/v1alpha1', 'IngressRoute').push({
        metadata: { name: 'all', namespace: 'default' },
        spec: { routes: [{ match: 'PathPrefix(`/`)', priority: 1000 }] },
      });
    });
    expect(found).toEqual([
      'host-routes: routes of Ingress default/rival: a route for whoami.home.arpa/; planned only the route of whoami for whoami.home.arpa/',
      'host-routes: routes of IngressRoute default/all: a route for whoami.home.arpa/; planned only the route of whoami for whoami.home.arpa/',
    ]);
  });

  it('fail for two default IngressClasses', async () => {
    const annotations = { 'ingressclass.kubernetes.io/is-default-class': 'true' };
    const found = await listReported((fake) =>
      listOf(fake, 'networking.k8s.io/v1', 'IngressClass').push({ metadata: { name: 'nginx', annotations } }),
    );
    expect(found).toEqual([
      'ingress-class: default IngressClasses: traefik, nginx; planned one default class',
    ]);
  });
});

describe('nodes that share an identity', () => {
  it('fail with the machine ID and the tunnel MAC address of another node', async () => {
    const found = await listReported((fake) => {
      for (const name of ['pi2', 'pi3'])
        listOf(fake, 'v1', 'Node').push({
          metadata: {
            name,
            annotations: { 'flannel.alpha.coreos.com/backend-data': '{"VtepMAC":"aa:00:00:00:00:01"}' },
          },
          spec: {},
          status: { nodeInfo: { machineID: 'cafe' } },
        });
    });
    expect(found.filter((line) => line.startsWith('duplicate-identities'))).toEqual([
      'duplicate-identities: machine ID of pi2: cafe, as on pi3; planned a value that no other node has',
      'duplicate-identities: machine ID of pi3: cafe, as on pi2; planned a value that no other node has',
      "duplicate-identities: MAC address of flannel's IPv4 tunnel of pi2: aa:00:00:00:00:01, as on pi3; planned a value that no other node has",
      "duplicate-identities: MAC address of flannel's IPv4 tunnel of pi3: aa:00:00:00:00:01, as on pi2; planned a value that no other node has",
    ]);
  });
});

describe("MetalLB's memberlist key", () => {
  const secret = (time: string): LiveObject => ({
    metadata: { name: 'memberlist', namespace: 'metallb-system', ...{ managedFields: [{ time }] } },
  });
  const speaker = (node: string, startedAt: string): LiveObject => ({
    metadata: {
      name: `speaker-${node}`,
      namespace: 'metallb-system',
      labels: { 'app.kubernetes.io/component': 'speaker' },
    },
    spec: { nodeName: node },
    status: {
      conditions: [{ type: 'Ready', status: 'True' }],
      containerStatuses: [{ state: { running: { startedAt } } }],
    },
  });

  it('fails where it changed between the starts of two speakers', async () => {
    const found = await listReported((fake) => {
      remove(fake, 'v1', 'Secret', 'memberlist');
      listOf(fake, 'v1', 'Secret').push(secret('2026-01-01T12:00:00Z'));
      listOf(fake, 'v1', 'Pod').push(
        speaker('pi1', '2026-01-01T11:00:00Z'),
        speaker('pi2', '2026-01-01T13:00:00Z'),
      );
    });
    expect(found).toEqual([
      'metallb-memberlist: Secret metallb-system/memberlist: changed at 2026-01-01T12:00:00Z: the speaker on pi1 started before, the speaker on pi2 after; planned the same key for all speakers',
    ]);
  });

  it('fails where its Secret was deleted', async () => {
    const found = await listReported((fake) => remove(fake, 'v1', 'Secret', 'memberlist'));
    expect(found).toEqual([
      'metallb-memberlist: Secret metallb-system/memberlist: no such Secret; planned the key of the speakers',
    ]);
  });

  it('passes where it changed before or after all of them started', async () => {
    const found = await listReported((fake) => {
      remove(fake, 'v1', 'Secret', 'memberlist');
      listOf(fake, 'v1', 'Secret').push(secret('2026-01-01T10:00:00Z'));
      listOf(fake, 'v1', 'Pod').push(
        speaker('pi1', '2026-01-01T11:00:00Z'),
        speaker('pi2', '2026-01-01T13:00:00Z'),
      );
    });
    expect(found).toEqual([]);
  });
});
