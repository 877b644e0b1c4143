import type { HarmfulChange } from './harmful-change';

const COREDNS = 'manifests/netstack-20-coredns.k8s.yaml';
const METALLB = 'manifests/netstack-50-metallb-config.k8s.yaml';
const CONFIG_FOLDER = '/etc/rancher/k3s/config.yaml.d';

/** Rejects every pod that is created from now on. */
const WEBHOOK = `---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: { name: nothing-passes }
webhooks:
  - name: nothing.example.com
    admissionReviewVersions: [v1]
    sideEffects: None
    failurePolicy: Fail
    clientConfig: { url: 'https://192.0.2.15/' }
    rules: [{ apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods, services] }]
`;

/** Drops all traffic of the pods of CoreDNS. */
const POLICY = `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: nothing-passes, namespace: kube-system }
spec: { podSelector: {}, policyTypes: [Ingress, Egress] }
`;

/** A small file system in place of the folder of node files, which the controller fills. */
const SMALL_DISK = {
  command: `cp -a ${CONFIG_FOLDER} /run/netstack-config && mount -t tmpfs -o size=64k,mode=700 tmpfs ${CONFIG_FOLDER} && cp -a /run/netstack-config/. ${CONFIG_FOLDER}/`,
  undo: `umount ${CONFIG_FOLDER} && rm -rf /run/netstack-config`,
};

/** Changes of a firewall, of a disk and of objects. */
export const OTHER_CHANGES: readonly HarmfulChange[] = [
  ...firewalls(),
  {
    name: 'server: the disk is full after its file was replaced',
    on: 's1',
    config: { 'flannel-iface': 'eth7' },
    before: SMALL_DISK,
    command: `dd if=/dev/zero of=${CONFIG_FOLDER}/full bs=1k || true`,
  },
  {
    name: 'objects: the zone of CoreDNS is not a Corefile',
    on: 's1',
    files: { [COREDNS]: (text) => text.replace(/forward \. .*/, 'forward . {{{') },
  },
  {
    name: 'objects: the zone of CoreDNS forwards to CoreDNS',
    on: 's1',
    files: { [COREDNS]: (text) => text.replace(/forward \. .*/, 'forward . 10.145.0.10') },
  },
  {
    name: 'objects: a pool contains the address of a node',
    on: 's1',
    files: { [METALLB]: (text) => text.replace('10.63.0.100-10.63.0.110', '10.63.0.11-10.63.0.12') },
  },
  {
    name: 'objects: the API server rejects one',
    on: 's1',
    files: { [METALLB]: (text) => text.replace('10.63.0.100-10.63.0.110', '10.63.0.110-10.63.0.100') },
  },
  {
    name: 'objects: a webhook rejects every pod',
    on: 's1',
    files: { [COREDNS]: (text) => text + WEBHOOK },
  },
  {
    name: 'objects: a NetworkPolicy isolates kube-system',
    on: 's1',
    files: { [COREDNS]: (text) => text + POLICY },
  },
];

/** Firewalls that lock the operator or the nodes out. */
function firewalls(): readonly HarmfulChange[] {
  const nft = (rule: string) =>
    `nft add table inet harm && nft add chain inet harm input '{ type filter hook input priority -10; }' && nft add rule inet harm input ${rule}`;
  const rules: readonly (readonly [HarmfulChange['on'], string, string])[] = [
    ['s1', 'iptables drops ssh', 'iptables -w -I INPUT -p tcp --dport 22 -j DROP'],
    ['s1', 'nftables drops ssh', nft('tcp dport 22 drop')],
    ['s1', 'nftables drops the Kubernetes API', nft('tcp dport 6443 drop')],
    ['a1', 'iptables drops ssh', 'iptables -w -I INPUT -p tcp --dport 22 -j DROP'],
    ['a1', 'iptables drops the overlay', 'iptables -w -I INPUT -p udp --dport 8472 -j DROP'],
    ['a1', 'iptables drops all that leaves', 'iptables -w -I OUTPUT -o eth0 -j DROP'],
    ['a1', 'nftables drops everything', nft('iifname eth0 drop')],
  ];
  return rules.map(([on, title, command]) => ({
    name: `${on === 's1' ? 'server' : 'agent'}: ${title}`,
    on,
    command,
  }));
}
