import { describe, expect, it } from 'vitest';
import { answers, digAnswer, failures, find, findingsOf, listOf, pikube, remove } from './fake-cluster';

describe('the checks in the cluster', () => {
  it('pass on a healthy cluster, and every check runs', async () => {
    expect(await failures(pikube(), 'cluster')).toEqual([]);
    const checks = new Set((await findingsOf(pikube(), 'cluster')).map(({ check }) => check));
    expect([...checks]).toEqual([
      ...['duplicate-identities', 'packaged-parts-off', 'competing-controllers', 'host-ports', 'k3s-addons'],
      ...['objects-as-written', 'workloads-ready', 'network-policies', 'webhook-services'],
      ...['service-cidrs', 'service-addresses', 'service-endpoints', 'coredns-answers', 'coredns-forwards'],
      'metallb-webhooks',
      ...[
        'metallb-memberlist',
        'metallb-surplus',
        'load-balancer-addresses',
        'other-load-balancers',
        'external-ips',
      ],
      ...['metallb-announced', 'ingress-class', 'host-routes', 'secrets-exist'],
    ]);
  });

  it('report a deleted object', async () => {
    const fake = pikube();
    remove(fake, 'v1', 'ConfigMap', 'coredns-custom');
    expect(await failures(fake, 'cluster')).toEqual([
      'objects-as-written: ConfigMap kube-system/coredns-custom: no such object; planned as in the manifest',
    ]);
  });

  it('report a changed field, and ignore fields that controllers added', async () => {
    const fake = pikube();
    const pool = find(fake, 'metallb.io/v1beta1', 'IPAddressPool', 'lan');
    pool.spec = { addresses: ['10.0.0.100-10.0.0.199'], autoAssign: true };
    find(fake, 'v1', 'Service', 'traefik').metadata.annotations = {
      ...find(fake, 'v1', 'Service', 'traefik').metadata.annotations,
      'other.example/annotation': 'yes',
    };
    expect(await failures(fake, 'cluster')).toEqual([
      'objects-as-written: IPAddressPool metallb-system/lan: spec.addresses: 10.0.0.100-10.0.0.199; planned spec.addresses: 10.0.0.100-10.0.0.150',
    ]);
  });

  it('report a missing and an additional port of a Service', async () => {
    const fake = pikube();
    const service = find(fake, 'v1', 'Service', 'traefik');
    const ports = (service.spec?.['ports'] as { name: string }[]).filter(({ name }) => name !== 'websecure');
    service.spec = { ...service.spec, ports: [...ports, { name: 'extra', port: 8443 }] };
    expect(await failures(fake, 'cluster')).toEqual([
      'objects-as-written: Service traefik/traefik: spec.ports[websecure]: not set; spec.ports[extra]: set; planned spec.ports[websecure]: set; spec.ports[extra]: not set',
    ]);
  });

  it('report a CRD that is not established', async () => {
    const fake = pikube();
    find(fake, 'apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'tlsoptions.traefik.io').status = {};
    expect(await failures(fake, 'cluster')).toEqual([
      'objects-as-written: CustomResourceDefinition tlsoptions.traefik.io: not established; planned established',
    ]);
  });

  it('report objects of disabled components', async () => {
    const fake = pikube();
    listOf(fake, 'helm.cattle.io/v1', 'HelmChart').push({
      metadata: {
        ...{ name: 'traefik-crd', namespace: 'kube-system' },
        annotations: { 'objectset.rio.cattle.io/owner-name': 'traefik' },
      },
    });
    listOf(fake, 'apps/v1', 'DaemonSet').push({
      metadata: {
        ...{ name: 'svclb-traefik-1a2b', namespace: 'kube-system' },
        labels: { 'svccontroller.k3s.cattle.io/svcname': 'traefik' },
      },
    });
    expect(await failures(fake, 'cluster')).toEqual([
      'packaged-parts-off: HelmChart kube-system/traefik-crd: the object exists; planned no object: k3s disables this component',
      'packaged-parts-off: DaemonSet kube-system/svclb-traefik-1a2b: the object exists; planned no object: k3s disables this component',
    ]);
  });

  it('report a workload that is not ready', async () => {
    const fake = pikube();
    find(fake, 'apps/v1', 'Deployment', 'coredns').status = {};
    find(fake, 'apps/v1', 'DaemonSet', 'speaker').status = { numberReady: 3, desiredNumberScheduled: 4 };
    expect(await failures(fake, 'cluster')).toEqual([
      'workloads-ready: Deployment kube-system/coredns: 0 pods ready; planned 1 pod ready',
      'workloads-ready: DaemonSet metallb-system/speaker: 3 pods ready; planned a ready pod on every matching node',
    ]);
  });

  it('report another serviceCidr', async () => {
    const fake = pikube();
    find(fake, 'v1', 'Service', 'kube-dns').spec = { clusterIPs: ['10.96.0.10'] };
    expect(await failures(fake, 'cluster')).toEqual([
      'service-addresses: clusterIPs of Service kube-system/kube-dns: 10.96.0.10; planned 10.43.0.10',
      'service-addresses: clusterIPs of Service kube-system/kube-dns: 10.96.0.10; planned addresses of 10.43.0.0/16',
    ]);
  });

  it('report a DNS address that does not answer, and a zone with another answer', async () => {
    const silent = pikube();
    answers(silent, 'dig @10.43.0.10 -p 53 kubernetes', { status: 9 });
    expect(await failures(silent, 'cluster')).toEqual([
      'coredns-answers: kubernetes.default.svc.cluster.local A at 10.43.0.10 (dig on pi1): no answer; planned 10.43.0.1',
      'coredns-answers: kubernetes.default.svc.cluster.local A at 10.43.0.10 over TCP (dig on pi1): no answer; planned 10.43.0.1',
    ]);
    const elsewhere = pikube();
    answers(elsewhere, 'dig @10.43.0.10 -p 53 home.arpa', digAnswer('SERVFAIL'));
    expect(await failures(elsewhere, 'cluster')).toEqual([
      'coredns-forwards: home.arpa SOA at 10.43.0.10 (dig on pi1): SERVFAIL; planned like its name servers: NXDOMAIN',
    ]);
  });

  it('report a name server that does not answer', async () => {
    const fake = pikube();
    answers(fake, 'dig @10.0.0.1 ', { status: 9 });
    expect(await failures(fake, 'cluster')).toEqual([
      'coredns-forwards: home.arpa SOA at 10.0.0.1 (dig on pi1): no answer; planned an answer: home.arpa is forwarded there',
    ]);
  });

  it('are skipped where dig is missing', async () => {
    const fake = pikube();
    answers(fake, 'dig ', { status: 127 });
    expect(await failures(fake, 'cluster')).toEqual([
      `coredns-answers: CoreDNS resolves the cluster's and the profile's names at clusterDns, over UDP and TCP: pi1 has no "dig"`,
      'coredns-forwards: the name servers of forwarded zones answer, and CoreDNS answers like them: pi1 has no "dig"',
    ]);
  });

  it("report a Service without its address, with MetalLB's event", async () => {
    const fake = pikube();
    find(fake, 'v1', 'Service', 'traefik').status = { loadBalancer: {} };
    listOf(fake, 'v1', 'Event').push({
      metadata: { name: 'traefik.1', namespace: 'traefik' },
      involvedObject: { kind: 'Service', name: 'traefik', namespace: 'traefik' },
      ...{
        type: 'Warning',
        message: 'Failed to allocate IP for "traefik/traefik": can\'t change sharing key',
      },
    });
    find(fake, 'v1', 'Service', 'echo').status = { loadBalancer: { ingress: [{ ip: '10.0.0.100' }] } };
    expect(await failures(fake, 'cluster')).toEqual([
      `load-balancer-addresses: address of Service traefik/traefik: no address (Failed to allocate IP for "traefik/traefik": can't change sharing key; Service samples/echo has 10.0.0.100); planned 10.0.0.100`,
      'load-balancer-addresses: address of Service samples/echo: 10.0.0.100; planned 10.0.0.101',
    ]);
  });

  it('report an address that no node announces, and an additional pool', async () => {
    const fake = pikube();
    listOf(fake, 'metallb.io/v1beta1', 'ServiceL2Status').shift();
    listOf(fake, 'metallb.io/v1beta1', 'IPAddressPool').push({
      metadata: { name: 'mine', namespace: 'metallb-system' },
    });
    expect(await failures(fake, 'cluster')).toEqual([
      'metallb-surplus: IPAddressPool metallb-system/mine: the object exists; planned no object of that name',
      'metallb-announced: ServiceL2Status of Service traefik/traefik (10.0.0.100): no node announces it; planned one node',
    ]);
  });

  it('report an Ingress without a class, and a missing Secret', async () => {
    const fake = pikube();
    const lost = { metadata: { name: 'mine', namespace: 'default' }, spec: { ingressClassName: 'nginx' } };
    listOf(fake, 'networking.k8s.io/v1', 'Ingress').push(lost);
    remove(fake, 'v1', 'Secret', 'whoami-tls');
    expect(await failures(fake, 'cluster')).toEqual([
      'ingress-class: class of Ingress default/mine: nginx; planned one of traefik',
      'secrets-exist: Secret samples/whoami-tls: no such Secret; planned exists: certificate of whoami.home.arpa',
    ]);
  });
});

describe('BGP sessions', () => {
  const NATIVE = 'test/cluster/profiles/native-bgp.yaml';
  const ss = (address: string) => `ss -Htn state established dst ${address}`;

  it('of the native backend are read from TCP connections', async () => {
    const fake = pikube();
    answers(fake, ss('10.50.0.1'), { stdout: '0 0 10.50.0.11:40112 10.50.0.1:179\n' });
    const sessions = async () =>
      (await findingsOf(fake, 'cluster', NATIVE)).filter(({ check }) => check === 'bgp-sessions');
    expect((await sessions()).map(({ outcome }) => outcome)).toEqual(['passed', 'passed']);
    answers(fake, ss('10.50.0.1'), { stdout: '0 0 10.50.0.11:22 10.50.0.1:50022\n' });
    expect((await sessions()).map(({ outcome }) => outcome)).toEqual(['failed', 'failed']);
  });

  it('of frr-k8s are read from its status objects', async () => {
    const fake = pikube();
    const states = listOf(fake, 'frrk8s.metallb.io/v1beta1', 'BGPSessionState');
    for (const node of ['rack-1', 'rack-2', 'rack-3'])
      for (const peer of ['10.20.0.2', '10.20.0.3'])
        states.push({
          metadata: { name: `${node}-${peer}`, namespace: 'metallb-system' },
          status: { node, peer, bgpStatus: 'Established', bfdStatus: 'up' },
        });
    const failed = async () =>
      (await findingsOf(fake, 'cluster', 'profiles/rack-bgp.yaml')).flatMap((finding) =>
        finding.check === 'bgp-sessions' && finding.outcome === 'failed'
          ? [`${finding.subject}: ${finding.found}`]
          : [],
      );
    expect(await failed()).toEqual([]);
    states[1] = {
      ...states[1],
      metadata: { name: 'down' },
      status: { ...states[1]?.status, bfdStatus: 'down' },
    };
    states.pop();
    expect(await failed()).toEqual(
      [
        'session of rack-3 with tor-b (10.20.0.3), BGPSessionState: BGP unknown, BFD unknown',
        'session of rack-1 with tor-b (10.20.0.3), BGPSessionState: BGP Established, BFD down',
      ].sort((a, b) => (a.includes('rack-1') ? -1 : b.includes('rack-1') ? 1 : 0)),
    );
  });

  it('of frr-k8s match an IPv6 address in its uncompressed form with dashes', async () => {
    const fake = pikube();
    const peer = 'fd50-0000-0000-0000-0000-0000-0000-0001';
    const status = { node: 'left', peer, bgpStatus: 'Established', bfdStatus: 'N/A' };
    listOf(fake, 'frrk8s.metallb.io/v1beta1', 'BGPSessionState').push({
      metadata: { name: 'left-x' },
      status,
    });
    const findings = await findingsOf(fake, 'cluster', 'test/verify/cluster/ipv6-peer.yaml');
    const sessions = findings.filter(({ check }) => check === 'bgp-sessions');
    expect(sessions.map(({ outcome, subject }) => `${outcome}: ${subject}`)).toEqual([
      'passed: session of left with router (fd50::1), BGPSessionState',
    ]);
  });
});
