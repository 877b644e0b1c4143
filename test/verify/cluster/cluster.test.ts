import { describe, expect, it } from 'vitest';
import { answers, digAnswer, failures, find, findingsOf, listOf, pikube, remove } from './fake-cluster';

describe('the cluster, against the plan', () => {
  it('holds where it is as the manifests make it, and every part was looked at', async () => {
    expect(await failures(pikube(), 'cluster')).toEqual([]);
    const checks = new Set((await findingsOf(pikube(), 'cluster')).map(({ check }) => check));
    expect([...checks]).toEqual([
      ...['packaged-parts-off', 'k3s-addons', 'objects-as-written', 'workloads-ready'],
      ...['service-cidrs', 'service-addresses'],
      ...[
        'coredns-answers',
        'coredns-forwards',
        'metallb-webhooks',
        'metallb-surplus',
        'load-balancer-addresses',
      ],
      ...['other-load-balancers', 'metallb-announced', 'ingress-class', 'secrets-exist'],
    ]);
  });

  it('names an object that is gone', async () => {
    const fake = pikube();
    remove(fake, 'v1', 'ConfigMap', 'coredns-custom');
    expect(await failures(fake, 'cluster')).toEqual([
      'objects-as-written: ConfigMap kube-system/coredns-custom: no such object, not as the manifest has it',
    ]);
  });

  it('names what was changed by hand, and says nothing of what others added', async () => {
    const fake = pikube();
    const pool = find(fake, 'metallb.io/v1beta1', 'IPAddressPool', 'lan');
    pool.spec = { addresses: ['10.0.0.100-10.0.0.199'], autoAssign: true };
    find(fake, 'v1', 'Service', 'traefik').metadata.annotations = {
      ...find(fake, 'v1', 'Service', 'traefik').metadata.annotations,
      'somebody.example/else': 'yes',
    };
    expect(await failures(fake, 'cluster')).toEqual([
      'objects-as-written: IPAddressPool metallb-system/lan: spec.addresses: ["10.0.0.100-10.0.0.199"], not spec.addresses: ["10.0.0.100-10.0.0.150"]',
    ]);
  });

  it('names a port that is gone from a Service, and one too many', async () => {
    const fake = pikube();
    const service = find(fake, 'v1', 'Service', 'traefik');
    const ports = (service.spec?.['ports'] as { name: string }[]).filter(({ name }) => name !== 'websecure');
    service.spec = { ...service.spec, ports: [...ports, { name: 'extra', port: 8443 }] };
    expect(await failures(fake, 'cluster')).toEqual([
      'objects-as-written: Service traefik/traefik: spec.ports[websecure]: nothing; spec.ports[extra]: there, not spec.ports[websecure]: there; spec.ports[extra]: nothing',
    ]);
  });

  it('names a CRD that the API server does not serve', async () => {
    const fake = pikube();
    find(fake, 'apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'tlsoptions.traefik.io').status = {};
    expect(await failures(fake, 'cluster')).toEqual([
      'objects-as-written: CustomResourceDefinition tlsoptions.traefik.io: not established, not established',
    ]);
  });

  it("names what is left of k3s's own parts", async () => {
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
      'packaged-parts-off: HelmChart kube-system/traefik-crd: it is there, not k3s is told to leave this part out',
      'packaged-parts-off: DaemonSet kube-system/svclb-traefik-1a2b: it is there, not k3s is told to leave this part out',
    ]);
  });

  it('names a program that does not run, or not on every node', async () => {
    const fake = pikube();
    find(fake, 'apps/v1', 'Deployment', 'coredns').status = {};
    find(fake, 'apps/v1', 'DaemonSet', 'speaker').status = { numberReady: 3, desiredNumberScheduled: 4 };
    expect(await failures(fake, 'cluster')).toEqual([
      'workloads-ready: Deployment kube-system/coredns: 0 pods ready, not 1 pod ready',
      'workloads-ready: DaemonSet metallb-system/speaker: 3 pods ready, not a pod ready on every node for it',
    ]);
  });

  it('names a service network that is not the planned one', async () => {
    const fake = pikube();
    find(fake, 'v1', 'Service', 'kube-dns').spec = { clusterIPs: ['10.96.0.10'] };
    expect(await failures(fake, 'cluster')).toEqual([
      'service-addresses: clusterIPs of Service kube-system/kube-dns: 10.96.0.10, not 10.43.0.10',
      'service-addresses: clusterIPs of Service kube-system/kube-dns: 10.96.0.10, not addresses of 10.43.0.0/16',
    ]);
  });

  it('names a DNS that does not answer, and a zone that goes elsewhere', async () => {
    const silent = pikube();
    answers(silent, 'dig @10.43.0.10 -p 53 kubernetes', { status: 9 });
    expect(await failures(silent, 'cluster')).toEqual([
      'coredns-answers: kubernetes.default.svc.cluster.local A at 10.43.0.10 (dig on pi1): no answer, not 10.43.0.1',
      'coredns-answers: kubernetes.default.svc.cluster.local A at 10.43.0.10 over TCP (dig on pi1): no answer, not 10.43.0.1',
    ]);
    const elsewhere = pikube();
    answers(elsewhere, 'dig @10.43.0.10 -p 53 home.arpa', digAnswer('SERVFAIL'));
    expect(await failures(elsewhere, 'cluster')).toEqual([
      'coredns-forwards: home.arpa SOA at 10.43.0.10 (dig on pi1): SERVFAIL, not as its name servers: NXDOMAIN',
    ]);
  });

  it('names a name server that is away', async () => {
    const fake = pikube();
    answers(fake, 'dig @10.0.0.1 ', { status: 9 });
    expect(await failures(fake, 'cluster')).toEqual([
      'coredns-forwards: home.arpa SOA at 10.0.0.1 (dig on pi1): no answer, not an answer: home.arpa is forwarded there',
    ]);
  });

  it('was not looked at where there is no dig', async () => {
    const fake = pikube();
    answers(fake, 'dig ', { status: 127 });
    expect(await failures(fake, 'cluster')).toEqual([
      'coredns-answers: CoreDNS answers at clusterDns, over UDP and TCP, with the names of the cluster and of the profile: there is no "dig" on pi1',
      'coredns-forwards: the name servers that zones are forwarded to answer, and CoreDNS answers as they do: there is no "dig" on pi1',
    ]);
  });

  it('names a Service without its address, with what MetalLB says of it', async () => {
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
      'load-balancer-addresses: address of Service traefik/traefik: no address (Failed to allocate IP for "traefik/traefik": can\'t change sharing key; Service samples/echo has 10.0.0.100), not 10.0.0.100',
      'load-balancer-addresses: address of Service samples/echo: 10.0.0.100, not 10.0.0.101',
    ]);
  });

  it('names an address that nobody announces, and a pool that nobody planned', async () => {
    const fake = pikube();
    listOf(fake, 'metallb.io/v1beta1', 'ServiceL2Status').shift();
    listOf(fake, 'metallb.io/v1beta1', 'IPAddressPool').push({
      metadata: { name: 'mine', namespace: 'metallb-system' },
    });
    expect(await failures(fake, 'cluster')).toEqual([
      'metallb-surplus: IPAddressPool metallb-system/mine: it is there, not nothing of that name',
      'metallb-announced: ServiceL2Status of Service traefik/traefik (10.0.0.100): nobody announces it, not one node',
    ]);
  });

  it('names an Ingress that nobody serves, and a Secret that is not there', async () => {
    const fake = pikube();
    const lost = { metadata: { name: 'mine', namespace: 'default' }, spec: { ingressClassName: 'nginx' } };
    listOf(fake, 'networking.k8s.io/v1', 'Ingress').push(lost);
    remove(fake, 'v1', 'Secret', 'whoami-tls');
    expect(await failures(fake, 'cluster')).toEqual([
      'ingress-class: class of Ingress default/mine: nginx, not one of traefik',
      'secrets-exist: Secret samples/whoami-tls: no such Secret, not certificate of whoami.home.arpa',
    ]);
  });
});

describe('BGP sessions', () => {
  const NATIVE = 'test/cluster/profiles/native-bgp.yaml';
  const ss = (address: string) => `ss -Htn state established dst ${address}`;

  it('of MetalLB alone are seen by their connections', async () => {
    const fake = pikube();
    answers(fake, ss('10.50.0.1'), { stdout: '0 0 10.50.0.11:40112 10.50.0.1:179\n' });
    const sessions = async () =>
      (await findingsOf(fake, 'cluster', NATIVE)).filter(({ check }) => check === 'bgp-sessions');
    expect((await sessions()).map(({ outcome }) => outcome)).toEqual(['holds', 'holds']);
    answers(fake, ss('10.50.0.1'), { stdout: '0 0 10.50.0.11:22 10.50.0.1:50022\n' });
    expect((await sessions()).map(({ outcome }) => outcome)).toEqual(['fails', 'fails']);
  });

  it('of frr-k8s are seen by what it says of them', async () => {
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
        finding.check === 'bgp-sessions' && finding.outcome === 'fails'
          ? [`${finding.looked}: ${finding.found}`]
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

  it('of frr-k8s with an IPv6 address are found though it writes that in full, with dashes', async () => {
    const fake = pikube();
    const peer = 'fd50-0000-0000-0000-0000-0000-0000-0001';
    const status = { node: 'left', peer, bgpStatus: 'Established', bfdStatus: 'N/A' };
    listOf(fake, 'frrk8s.metallb.io/v1beta1', 'BGPSessionState').push({
      metadata: { name: 'left-x' },
      status,
    });
    const findings = await findingsOf(fake, 'cluster', 'test/verify/cluster/ipv6-peer.yaml');
    const sessions = findings.filter(({ check }) => check === 'bgp-sessions');
    expect(sessions.map(({ outcome, looked }) => `${outcome}: ${looked}`)).toEqual([
      'holds: session of left with router (fd50::1), BGPSessionState',
    ]);
  });
});
