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
  ...['write-kubeconfig', 'write-kubeconfig-group', 'write-kubeconfig-mode', 'no-deploy'],
]);

/** Flags that an agent does not have. */
const SERVER_ONLY = new Set([
  ...['cluster-cidr', 'service-cidr', 'cluster-dns', 'cluster-domain', 'cluster-init', 'tls-san', 'disable'],
  ...['flannel-backend', 'flannel-external-ip', 'flannel-ipv6-masq', 'disable-network-policy'],
  ...['disable-kube-proxy', 'disable-cloud-controller', 'disable-helm-controller', 'https-listen-port'],
  ...['service-node-port-range', 'kube-apiserver-arg', 'kube-controller-manager-arg', 'kube-scheduler-arg'],
  ...['datastore-endpoint', 'secrets-encryption', 'write-kubeconfig-mode', 'write-kubeconfig', 'etcd-arg'],
  ...['servicelb-namespace', 'egress-selector-mode', 'advertise-address', 'embedded-registry'],
  ...['etcd-expose-metrics', 'etcd-disable-snapshots', 'etcd-snapshot-schedule-cron', 'agent-token'],
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

export function isServerFlag(name: string): boolean {
  return SERVER_ONLY.has(name);
}

/** The values of one setting: those of a list that k3s takes apart, or the value itself. */
export function splitValue(name: string, value: string): readonly string[] {
  if (!COMMA_LISTS.has(name)) return [value];
  return value
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
