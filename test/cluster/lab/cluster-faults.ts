import type { Fault } from './fault';
import type { RunningLab } from './running-lab';
import { labFolder } from './running-lab';

/** An object that is deleted, and applied again from what synth wrote. */
function deleteObject(what: readonly string[], file: string): Pick<Fault, 'plant' | 'heal'> {
  return {
    plant: (lab) => lab.kubectl('delete', ...what, '--wait=true'),
    heal: (lab) => applyFile(lab, file),
  };
}

/** What synth wrote, applied again. */
function applyFile(lab: RunningLab, file: string): Promise<string> {
  return lab.kubectl('apply', '--server-side', '--force-conflicts', '-f', `${lab.manifests}/${file}`);
}

function scaleWorkload(namespace: string, workload: string): Pick<Fault, 'plant' | 'heal'> {
  const scale = (lab: RunningLab, replicas: string) =>
    lab.kubectl('-n', namespace, 'scale', workload, `--replicas=${replicas}`);
  return {
    plant: (lab) => scale(lab, '0'),
    async heal(lab) {
      await scale(lab, '1');
      await lab.kubectl('-n', namespace, 'rollout', 'status', workload, '--timeout=2m');
    },
  };
}

function patchObject(what: readonly string[], patch: object, back: object): Pick<Fault, 'plant' | 'heal'> {
  const merge = (lab: RunningLab, value: object) =>
    lab.kubectl('patch', ...what, '--type=merge', '--patch', JSON.stringify(value));
  return { plant: (lab) => merge(lab, patch), heal: (lab) => merge(lab, back) };
}

/** A machine on the LAN takes an address, and lets the client know. */
function takeAddress(address: string): Pick<Fault, 'plant' | 'heal'> {
  return {
    plant: (lab) => lab.shell('router', `ip address add ${address}/32 dev lan && ${tellClient(address)}`),
    async heal(lab) {
      await lab.exec('router', 'ip', 'address', 'del', `${address}/32`, 'dev', 'lan');
      await lab.exec('client', 'ip', 'neigh', 'flush', 'to', address);
    },
  };
}

/**
 * The client learns the new owner from an ARP request. A router that knows the client sends none, and a client that has
 * learned an owner within the last second keeps it.
 */
function tellClient(address: string): string {
  const ask = `ip neigh flush to ${CLIENT} dev lan; ping -c 1 -W 1 -I ${address} ${CLIENT} && exit`;
  return `for i in 1 2 3 4; do ${ask}; done; exit 1`;
}

/** The address of the lab's client: the first one that no host has. */
const CLIENT = '10.0.0.251';

/** What ServiceLB leaves or makes on each node. */
const SVCLB = {
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: {
    name: 'svclb-traefik-1234abcd',
    namespace: 'kube-system',
    labels: {
      'svccontroller.k3s.cattle.io/svcname': 'traefik',
      'svccontroller.k3s.cattle.io/svcnamespace': 'traefik',
    },
  },
  spec: {
    selector: { matchLabels: { app: 'svclb-traefik-1234abcd' } },
    template: {
      metadata: { labels: { app: 'svclb-traefik-1234abcd' } },
      spec: {
        nodeSelector: { missing: 'on-every-node' },
        containers: [{ name: 'lb-tcp-80', image: 'rancher/klipper-lb:v0.4.17' }],
      },
    },
  },
};

/** What goes wrong with the cluster's objects, and on the LAN around it. Planted in the lab of pikube. */
export const CLUSTER_FAULTS: readonly Fault[] = [
  {
    name: "CoreDNS's override is lost",
    ...deleteObject(['-n', 'kube-system', 'configmap', 'coredns-custom'], 'netstack-20-coredns.k8s.yaml'),
    check: 'objects-as-written',
    target: 'cluster',
    says: /coredns-custom/,
  },
  {
    name: 'CoreDNS runs nowhere',
    ...scaleWorkload('kube-system', 'deployment/coredns'),
    check: 'workloads-ready',
    target: 'cluster',
    says: /coredns/,
  },
  {
    name: 'ServiceLB is back beside MetalLB',
    plant: (lab) => lab.shell('client', `echo '${JSON.stringify(SVCLB)}' | kubectl apply -f -`),
    heal: (lab) => lab.kubectl('-n', 'kube-system', 'delete', 'daemonset', SVCLB.metadata.name),
    check: 'packaged-parts-off',
    target: 'cluster',
    says: /svclb-traefik/,
  },
  {
    name: 'an advertisement is missing',
    ...deleteObject(
      ['-n', 'metallb-system', 'l2advertisement', '--all'],
      'netstack-50-metallb-config.k8s.yaml',
    ),
    check: 'objects-as-written',
    target: 'cluster',
    says: /L2Advertisement/,
  },
  {
    name: 'a pool is not what the profile says',
    ...patchObject(
      ['-n', 'metallb-system', 'ipaddresspool', 'lan'],
      { spec: { addresses: ['10.0.0.100-10.0.0.199'] } },
      { spec: { addresses: ['10.0.0.100-10.0.0.150'] } },
    ),
    check: 'objects-as-written',
    target: 'cluster',
    says: /10\.0\.0\.199/,
  },
  {
    name: "MetalLB's controller runs nowhere",
    ...scaleWorkload('metallb-system', 'deployment/controller'),
    check: 'workloads-ready',
    target: 'cluster',
    says: /controller/,
  },
  {
    name: "Traefik's Service has no address",
    ...patchObject(
      ['-n', 'traefik', 'service', 'traefik'],
      { metadata: { annotations: { 'metallb.io/loadBalancerIPs': '10.0.0.250' } } },
      { metadata: { annotations: { 'metallb.io/loadBalancerIPs': '10.0.0.100' } } },
    ),
    check: 'objects-as-written',
    target: 'cluster',
    says: /10\.0\.0\.250/,
  },
  {
    name: 'an Ingress has no class',
    ...patchObject(
      ['-n', 'samples', 'ingress', 'whoami'],
      { spec: { ingressClassName: null } },
      { spec: { ingressClassName: 'traefik' } },
    ),
    check: 'objects-as-written',
    target: 'cluster',
    says: /ingressClassName/,
  },
  {
    name: 'an Ingress has a class without a controller',
    ...patchObject(
      ['-n', 'samples', 'ingress', 'whoami'],
      { spec: { ingressClassName: 'nginx' } },
      { spec: { ingressClassName: 'traefik' } },
    ),
    check: 'ingress-class',
    cause: 'objects-as-written',
    target: 'cluster',
    says: /nginx/,
  },
  {
    name: 'Traefik runs nowhere',
    ...scaleWorkload('traefik', 'deployment/traefik'),
    check: 'workloads-ready',
    cause: 'objects-as-written',
    target: 'cluster',
    says: /traefik/,
  },
  {
    name: 'the Secret of a certificate is gone',
    plant: (lab) => lab.kubectl('-n', 'samples', 'delete', 'secret', 'whoami-tls'),
    heal: (lab) => lab.kubectl('apply', '-f', labFolder(lab.cluster, 'secrets.yaml')),
    check: 'secrets-exist',
    target: 'cluster',
    says: /whoami-tls/,
  },
  {
    name: "Traefik's IngressClass is gone",
    ...deleteObject(['ingressclass', 'traefik'], 'netstack-40-traefik.k8s.yaml'),
    check: 'ingress-class',
    cause: 'objects-as-written',
    target: 'cluster',
    says: /traefik/,
  },
  {
    name: 'nothing runs behind a sample',
    ...scaleWorkload('samples', 'deployment/echo'),
    check: 'workloads-ready',
    cause: 'objects-as-written',
    target: 'cluster',
    says: /echo/,
  },
  {
    name: 'an entrypoint is missing from the Service',
    plant: (lab) =>
      lab.kubectl(
        '-n',
        'traefik',
        'patch',
        'service',
        'traefik',
        '--type=json',
        '--patch',
        '[{"op":"remove","path":"/spec/ports/1"}]',
      ),
    heal: (lab) => applyFile(lab, 'netstack-40-traefik.k8s.yaml'),
    check: 'objects-as-written',
    target: 'cluster',
    says: /443|websecure/,
  },
  {
    name: 'another LAN host has an address that MetalLB has given',
    ...takeAddress('10.0.0.101'),
    check: 'address-owners',
    target: 'LAN',
    says: /10\.0\.0\.101/,
  },
  {
    name: 'another LAN host answers for an address beside the node that announces it',
    plant: (lab) => lab.exec('router', 'ip', 'address', 'add', '10.0.0.101/32', 'dev', 'lan'),
    heal: (lab) => lab.exec('router', 'ip', 'address', 'del', '10.0.0.101/32', 'dev', 'lan'),
    check: 'sole-owners',
    target: 'LAN',
    says: /10\.0\.0\.101.* and /,
  },
  {
    name: "an Ingress's certificate is in a Secret that is not there",
    ...patchObject(
      ['-n', 'samples', 'ingress', 'whoami'],
      { spec: { tls: [{ hosts: ['whoami.home.arpa'], secretName: 'nowhere' }] } },
      { spec: { tls: [{ hosts: ['whoami.home.arpa'], secretName: 'whoami-tls' }] } },
    ),
    check: 'sample-certificates',
    cause: 'objects-as-written',
    target: 'LAN',
    says: /TRAEFIK DEFAULT CERT/,
  },
  {
    name: 'another LAN host has a free address of the pool',
    ...takeAddress('10.0.0.120'),
    check: 'free-addresses',
    target: 'LAN',
    says: /10\.0\.0\.120/,
  },
  {
    name: 'a client still sends to the node that announced an address before',
    plant: (lab) =>
      lab.exec(
        'client',
        'ip',
        'neigh',
        'replace',
        '10.0.0.100',
        'lladdr',
        '02:00:00:00:00:99',
        'dev',
        'eth0',
        'nud',
        'permanent',
      ),
    heal: (lab) => lab.exec('client', 'ip', 'neigh', 'del', '10.0.0.100', 'dev', 'eth0'),
    check: 'address-owners',
    target: 'LAN',
    says: /02:00:00:00:00:99|stale/,
  },
  {
    name: 'the name server that a zone is forwarded to does not answer',
    plant: (lab) =>
      lab.exec('router', 'iptables', '-w', '-I', 'INPUT', '-p', 'udp', '--dport', '53', '-j', 'DROP'),
    heal: (lab) =>
      lab.exec('router', 'iptables', '-w', '-D', 'INPUT', '-p', 'udp', '--dport', '53', '-j', 'DROP'),
    check: 'coredns-forwards',
    target: 'cluster',
    says: /home\.arpa/,
  },
];
