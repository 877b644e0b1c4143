/**
 * What the flags of `k3s server` and `k3s agent` take, as far as reading them needs it.
 *
 * @see https://docs.k3s.io/cli/server
 */

/** Flags without a value of their own on a command line. */
const BOOLEAN = new Set([
  ...['cluster-init', 'cluster-reset', 'debug', 'alsologtostderr', 'disable-agent', 'disable-apiserver'],
  ...['disable-cloud-controller', 'disable-controller-manager', 'disable-default-registry-endpoint'],
  ...['disable-etcd', 'disable-helm-controller', 'disable-kube-proxy', 'disable-network-policy'],
  ...['disable-scheduler', 'disable-apiserver-lb', 'docker', 'embedded-registry', 'enable-pprof'],
  ...['etcd-disable-snapshots', 'etcd-expose-metrics', 'etcd-s3', 'etcd-s3-insecure', 'nonroot-devices'],
  ...['etcd-s3-skip-ssl-verify', 'etcd-snapshot-compress', 'flannel-external-ip', 'flannel-ipv6-masq'],
  ...['no-flannel', 'prefer-bundled-bin', 'protect-kernel-defaults', 'rootless', 'secrets-encryption'],
  ...['selinux', 'supervisor-metrics', 'tls-san-security', 'with-node-id', 'disable-selinux'],
]);

/** Flags whose value is a secret, or may carry one. */
const SECRET = new Set([
  ...['token', 'agent-token', 'cluster-secret', 'datastore-endpoint', 'vpn-auth'],
  ...['etcd-s3-access-key', 'etcd-s3-secret-key', 'etcd-s3-session-token', 'etcd-s3-proxy'],
]);

/** Lists that k3s takes apart at commas, wherever they are written. */
const COMMA_LISTS = new Set([
  ...['cluster-cidr', 'service-cidr', 'cluster-dns', 'disable', 'node-ip', 'node-external-ip', 'tls-san'],
]);

/** Lists of which every element is a flag of its own. */
const LISTS = new Set([
  ...COMMA_LISTS,
  ...['airgap-extra-registry', 'etcd-arg', 'kube-apiserver-arg', 'kube-cloud-controller-manager-arg'],
  ...['kube-controller-manager-arg', 'kube-proxy-arg', 'kube-scheduler-arg', 'kubelet-arg'],
  'helm-controller-arg',
  ...['node-label', 'node-taint', 'node-internal-dns', 'node-external-dns'],
]);

/** Single flags of a server or an agent that are in neither list above. */
const OTHERS = new Set([
  ...['advertise-address', 'advertise-port', 'agent-token-file', 'bind-address', 'cluster-domain', 'config'],
  ...['cluster-reset-restore-path', 'container-runtime-endpoint', 'data-dir', 'datastore-cafile'],
  ...['datastore-certfile', 'datastore-keyfile', 'default-local-storage-path', 'default-runtime'],
  ...['egress-selector-mode', 'etcd-s3-bucket', 'etcd-s3-config-secret', 'etcd-s3-endpoint'],
  ...['etcd-s3-endpoint-ca', 'etcd-s3-folder', 'etcd-s3-region', 'etcd-s3-timeout', 'etcd-snapshot-dir'],
  ...['etcd-snapshot-name', 'etcd-snapshot-retention', 'etcd-snapshot-schedule-cron', 'flannel-backend'],
  ...['etcd-s3-bucket-lookup-type', 'etcd-s3-retention', 'etcd-snapshot-reconcile-interval'],
  ...['flannel-cni-conf', 'flannel-conf', 'flannel-iface', 'helm-job-image', 'https-listen-port'],
  ...['image-credential-provider-bin-dir', 'image-credential-provider-config', 'image-service-endpoint'],
  ...['kine-tls', 'lb-server-port', 'log', 'node-name', 'pause-image', 'private-registry', 'resolv-conf'],
  ...['secrets-encryption-provider', 'server', 'service-node-port-range', 'servicelb-namespace'],
  ...['snapshotter', 'system-default-registry', 'token-file', 'v', 'vmodule', 'vpn-auth-file'],
  ...['write-kubeconfig', 'write-kubeconfig-group', 'write-kubeconfig-mode', 'write-kubeconfig-name'],
  'no-deploy',
]);

/** Flags that `k3s agent` accepts, except those of which it only prints that they have no effect. */
const OF_AGENTS = new Set([
  ...['config', 'debug', 'vmodule', 'log', 'alsologtostderr', 'token', 'token-file', 'server', 'data-dir'],
  ...['node-name', 'with-node-id', 'node-label', 'node-taint', 'image-credential-provider-bin-dir', 'v'],
  ...['image-credential-provider-config', 'selinux', 'lb-server-port', 'protect-kernel-defaults'],
  ...[
    'container-runtime-endpoint',
    'default-runtime',
    'image-service-endpoint',
    'pause-image',
    'snapshotter',
  ],
  ...['private-registry', 'disable-default-registry-endpoint', 'nonroot-devices', 'airgap-extra-registry'],
  ...['node-ip', 'bind-address', 'node-external-ip', 'node-internal-dns', 'node-external-dns', 'resolv-conf'],
  ...['flannel-iface', 'flannel-conf', 'flannel-cni-conf', 'kubelet-arg', 'kube-proxy-arg', 'enable-pprof'],
  ...['rootless', 'prefer-bundled-bin', 'docker', 'vpn-auth', 'vpn-auth-file', 'disable-apiserver-lb'],
]);

/** Flags that a server does not have. */
const AGENT_ONLY = new Set(['disable-apiserver-lb']);

/** Flags of which k3s refuses to start a server where they differ from those of the others. */
const SAME_ON_SERVERS = new Set([
  ...['disable-cloud-controller', 'disable-helm-controller', 'egress-selector-mode', 'embedded-registry'],
  ...['secrets-encryption', 'secrets-encryption-provider'],
]);

/** Short names, and names in former releases. */
const ALIASES: Readonly<Record<string, string>> = {
  s: 'server',
  t: 'token',
  i: 'node-ip',
  d: 'data-dir',
  o: 'write-kubeconfig',
  c: 'config',
  l: 'log',
  'no-deploy': 'disable',
};

/** The flag's own name. */
export function resolveAlias(written: string): string {
  return Object.hasOwn(ALIASES, written) ? (ALIASES[written] ?? written) : written;
}

export function isKnownFlag(name: string): boolean {
  return BOOLEAN.has(name) || SECRET.has(name) || LISTS.has(name) || OTHERS.has(name);
}

export function isBooleanFlag(name: string): boolean {
  return BOOLEAN.has(name);
}

export function isSecretFlag(name: string): boolean {
  return SECRET.has(name);
}

/** Whether a second setting adds to the first instead of replacing it. */
export function isListFlag(name: string): boolean {
  return LISTS.has(name);
}

/** Whether an agent exits on the flag. */
export function isServerFlag(name: string): boolean {
  return isKnownFlag(name) && !OF_AGENTS.has(name);
}

/** Whether a node of a role accepts the flag. */
export function isFlagOf(role: 'server' | 'agent', name: string): boolean {
  return role === 'server' ? !AGENT_ONLY.has(name) : !isServerFlag(name);
}

/** Whether all servers of a cluster need the same value. */
export function isSameOnServers(name: string): boolean {
  return SAME_ON_SERVERS.has(name);
}

/** Every known flag, for the search of a misspelt one. */
export function listKnownFlags(): readonly string[] {
  return [...BOOLEAN, ...SECRET, ...LISTS, ...OTHERS];
}

/** The values of one setting: those of a list that k3s takes apart, or the value itself. */
export function splitValue(name: string, value: string): readonly string[] {
  if (!COMMA_LISTS.has(name)) return [value];
  return value
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
