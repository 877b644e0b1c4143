/** What a key of the profile becomes in k3s or in a component; `*` is the rest of the key's path. */
type UpstreamName = readonly [path: string, name: string];

/** The fields of every pod, and one that only several pods of a Deployment have. */
const POD_FIELDS = ['nodeSelector', 'tolerations', 'priorityClassName', 'resources', 'affinity'];
const SPREAD = 'topologySpreadConstraints';

function nameScheduling(
  prefix: string,
  owner: string,
  fields: readonly string[] = [...POD_FIELDS, SPREAD],
): readonly UpstreamName[] {
  return fields.map((field) => [`${prefix}.${field}`, `${owner}: \`${field}\` of the pod`]);
}

const K3S: readonly UpstreamName[] = [
  ['clusterCidr', '`--cluster-cidr`'],
  ['serviceCidr', '`--service-cidr`'],
  ['nodeCidrMaskSizeIpv4', '`--kube-controller-manager-arg=node-cidr-mask-size-ipv4`'],
  ['nodeCidrMaskSizeIpv6', '`--kube-controller-manager-arg=node-cidr-mask-size-ipv6`'],
  ['clusterDns', '`--cluster-dns`'],
  ['clusterDomain', '`--cluster-domain`'],
  ['serviceNodePortRange', '`--service-node-port-range`'],
  ['nodes[].nodeIp', '`--node-ip`'],
  ['nodes[].nodeExternalIp', '`--node-external-ip`'],
  ['nodes[].flannelIface', '`--flannel-iface`'],
  ['kubeProxy.mode', '`--kube-proxy-arg=proxy-mode`; `off`: `--disable-kube-proxy`'],
  ['networkPolicy', '`false`: `--disable-network-policy`'],
];

const FLANNEL: readonly UpstreamName[] = [
  ['flannel.backend', '`--flannel-backend`'],
  ['flannel.iface', '`--flannel-iface`'],
  ['flannel.externalIp', '`--flannel-external-ip`'],
  ['flannel.ipv6Masq', '`--flannel-ipv6-masq`'],
  ['flannel.vni', '`--flannel-conf`: `Backend.VNI`'],
  ['flannel.port', '`--flannel-conf`: `Backend.Port`'],
  ['flannel.directRouting', '`--flannel-conf`: `Backend.DirectRouting`'],
  ['flannel.listenPort', '`--flannel-conf`: `Backend.ListenPort`'],
  ['flannel.listenPortV6', '`--flannel-conf`: `Backend.ListenPortV6`'],
  ['flannel.persistentKeepaliveInterval', '`--flannel-conf`: `Backend.PersistentKeepaliveInterval`'],
  ['flannel.mtu', '`--flannel-conf`: `Backend.MTU`'],
];

const COREDNS: readonly UpstreamName[] = [
  ['coredns.mode', '`standalone` and `none`: `--disable=coredns`'],
  ['coredns.replicas', 'Deployment: `replicas`'],
  ...nameScheduling('coredns', 'Deployment'),
  ['coredns.upstream.to', '`forward .`'],
  ['coredns.upstream.tlsServername', '`forward`: `tls_servername`'],
  ['coredns.upstream.policy', '`forward`: `policy`'],
  ['coredns.upstream.maxConcurrent', '`forward`: `max_concurrent`'],
  ['coredns.forward[].zone', '`forward <zone>`'],
  ['coredns.forward[].to', '`forward <zone> <to>`'],
  ['coredns.forward[].tlsServername', '`forward`: `tls_servername`'],
  ['coredns.forward[].policy', '`forward`: `policy`'],
  ['coredns.forward[].maxConcurrent', '`forward`: `max_concurrent`'],
  ['coredns.hosts[].*', '`hosts`, or `template`'],
  ['coredns.template[].*', '`template`'],
  ['coredns.zones[].*', '`template` per record'],
  ['coredns.rewrite[].*', '`rewrite name`'],
  ['coredns.log', '`log`'],
  ['coredns.cache.ttlSeconds', '`cache`'],
  ['coredns.cache.serveStaleSeconds', '`cache`: `serve_stale`'],
  ['coredns.snippets[].*', 'ConfigMap `coredns-custom`'],
];

const SERVICELB: readonly UpstreamName[] = [
  ['servicelb.mode', '`none`: `--disable=servicelb`'],
  ['servicelb.nodes', 'Node label `svccontroller.k3s.cattle.io/enablelb`'],
  ['servicelb.tolerations', 'Service annotation `svccontroller.k3s.cattle.io/tolerations`'],
  ['servicelb.pools[].*', 'Node label `svccontroller.k3s.cattle.io/lbpool`'],
  ['samples[].loadBalancer.lbpool', 'Service label `svccontroller.k3s.cattle.io/lbpool`'],
];

const METALLB: readonly UpstreamName[] = [
  ['metallb.bgpBackend', 'Variable `METALLB_BGP_TYPE`'],
  ['metallb.loadBalancerClass', '`--lb-class` of controller and speaker'],
  ...nameScheduling('metallb.controller', 'Deployment `controller`', POD_FIELDS),
  ...nameScheduling('metallb.speaker', 'DaemonSet `speaker`', POD_FIELDS),
  ['metallb.frr.resources', 'DaemonSet `frr-k8s-daemon`: `resources` of the container `frr`'],
  ['metallb.ipAddressPools[].name', 'IPAddressPool: `metadata.name`'],
  ['metallb.ipAddressPools[].advertise', 'An L2Advertisement or BGPAdvertisement of the pool'],
  ['metallb.ipAddressPools[].labels', 'IPAddressPool: `metadata.labels`'],
  ['metallb.ipAddressPools[].*', 'IPAddressPool: `spec.*`'],
  ['metallb.l2Advertisements[].name', 'L2Advertisement: `metadata.name`'],
  ['metallb.l2Advertisements[].*', 'L2Advertisement: `spec.*`'],
  ['metallb.bgpAdvertisements[].name', 'BGPAdvertisement: `metadata.name`'],
  ['metallb.bgpAdvertisements[].*', 'BGPAdvertisement: `spec.*`'],
  ['metallb.bgpPeers[].name', 'BGPPeer: `metadata.name`'],
  ['metallb.bgpPeers[].holdTimeSeconds', 'BGPPeer: `spec.holdTime`'],
  ['metallb.bgpPeers[].keepaliveTimeSeconds', 'BGPPeer: `spec.keepaliveTime`'],
  ['metallb.bgpPeers[].connectTimeSeconds', 'BGPPeer: `spec.connectTime`'],
  ['metallb.bgpPeers[].*', 'BGPPeer: `spec.*`'],
  ['metallb.bfdProfiles[].name', 'BFDProfile: `metadata.name`'],
  ['metallb.bfdProfiles[].*', 'BFDProfile: `spec.*`'],
  ['metallb.communities[].*', 'Community: `spec.communities[].*`'],
];

/** Arguments of an entryPoint, below `traefik.web`, `traefik.websecure` and `traefik.entryPoints[]`. */
function nameEntryPoint(prefix: string, name: string): readonly UpstreamName[] {
  const flag = `--entryPoints.${name}`;
  return [
    [`${prefix}.nodePort`, 'Service: `nodePort`'],
    [`${prefix}.hostPort`, 'Pod: `hostPort`'],
    [`${prefix}.middlewares`, `\`${flag}.http.middlewares\``],
    [`${prefix}.proxyProtocol.trustedIPs`, `\`${flag}.proxyProtocol.trustedIPs\``],
    [`${prefix}.respondingTimeouts.*`, `\`${flag}.transport.respondingTimeouts.*\``],
    [`${prefix}.maxHeaderBytes`, `\`${flag}.http.maxHeaderBytes\``],
    [`${prefix}.keepAliveMaxTime`, `\`${flag}.transport.keepAliveMaxTime\``],
  ];
}

const TRAEFIK: readonly UpstreamName[] = [
  ['traefik.mode', '`standalone` and `none`: `--disable=traefik`; `packaged`: HelmChartConfig `traefik`'],
  ['traefik.kind', 'Kind of the workload'],
  ['traefik.replicas', 'Deployment: `replicas`'],
  ...nameScheduling('traefik', 'Workload'),
  ['traefik.loadBalancerIPs', 'Service annotation `metallb.io/loadBalancerIPs`'],
  ['traefik.ipAddressPool', 'Service annotation `metallb.io/address-pool`'],
  ['traefik.allowSharedIp', 'Service annotation `metallb.io/allow-shared-ip`'],
  ['traefik.externalTrafficPolicy', 'Service: `externalTrafficPolicy`'],
  ['traefik.httpsRedirect', '`--entryPoints.web.http.redirections.entryPoint`'],
  ['traefik.defaultCertificate', 'TLSStore `default`: `defaultCertificate.secretName`'],
  ['traefik.certificateResolvers[].name', '`--certificatesResolvers.<name>`'],
  ['traefik.certificateResolvers[].caConfigMap', '`--certificatesResolvers.<name>.acme.caCertificates`'],
  ['traefik.certificateResolvers[].dnsChallenge.envSecret', 'Pod: `envFrom`'],
  ['traefik.certificateResolvers[].*', '`--certificatesResolvers.<name>.acme.*`'],
  ['traefik.persistence.*', 'PersistentVolumeClaim'],
  ...nameEntryPoint('traefik.web', 'web'),
  ['traefik.websecure.tls.*', '`--entryPoints.websecure.http.tls.*`'],
  ['traefik.websecure.http3', '`--entryPoints.websecure.http3`'],
  ...nameEntryPoint('traefik.websecure', 'websecure'),
  ['traefik.tlsMinVersion', 'TLSOption `default`: `minVersion`'],
  ['traefik.entryPoints[].name', '`--entryPoints.<name>`'],
  ['traefik.entryPoints[].port', '`--entryPoints.<name>.address`'],
  ['traefik.entryPoints[].exposedPort', 'Service: `port`'],
  ['traefik.entryPoints[].protocol', '`--entryPoints.<name>.address=:<port>/<protocol>`'],
  ...nameEntryPoint('traefik.entryPoints[]', '<name>'),
  ['traefik.accessLog', '`--accessLog`'],
  ['traefik.accessLogFormat', '`--accessLog.format`'],
  ['traefik.accessLogFields.*', '`--accessLog.fields.*`'],
  ['traefik.metrics', '`--metrics.prometheus`'],
  ['traefik.logLevel', '`--log.level`'],
  ['traefik.dashboard.host', 'IngressRoute to `api@internal`'],
  ['traefik.dashboard.authSecret', 'Middleware `basicAuth.secret`'],
  ['traefik.trustedIPs', '`--entryPoints.<name>.forwardedHeaders.trustedIPs`'],
  ['traefik.allowCrossNamespace', '`--providers.kubernetesCRD.allowCrossNamespace`'],
  ['traefik.allowExternalNameServices', '`--providers.<provider>.allowExternalNameServices`'],
  ['traefik.insecureSkipVerify', '`--serversTransport.insecureSkipVerify`'],
  ['traefik.plugins[].name', '`--experimental.plugins.<name>`'],
  ['traefik.plugins[].*', '`--experimental.plugins.<name>.*`'],
  ['traefik.localPlugins[].name', '`--experimental.localPlugins.<name>`'],
  ['traefik.localPlugins[].configMap', 'Volume of the pod'],
  ['traefik.localPlugins[].*', '`--experimental.localPlugins.<name>.*`'],
  ['traefik.extraArguments', 'Arguments, unchanged'],
  ['traefik.envSecrets', 'Pod: `envFrom`'],
  ['traefik.values', 'HelmChartConfig: `valuesContent`'],
  ['traefik.service.additionalServices[].name', 'Service `traefik-<name>`'],
  ['traefik.service.additionalServices[].loadBalancerIPs', 'Service annotation `metallb.io/loadBalancerIPs`'],
  ['traefik.service.additionalServices[].ipAddressPool', 'Service annotation `metallb.io/address-pool`'],
  ['traefik.service.additionalServices[].entryPoints', 'Service: `ports`'],
  ['traefik.service.additionalServices[].*', 'Service: `*`'],
  ['traefik.service.*', 'Service: `*`'],
  ['traefik.hostNetwork', 'Pod: `hostNetwork`'],
  ['traefik.ingressClassName', 'IngressClass: `metadata.name`'],
  ['traefik.providers.*', '`--providers.*`'],
  ['traefik.gatewayCrds', '-'],
  ['traefik.defaultIngressClass', 'IngressClass annotation `ingressclass.kubernetes.io/is-default-class`'],
];

/** Upstream's name of every key on the components' pages; the first entry that fits is the name. */
export const UPSTREAM_NAMES: readonly UpstreamName[] = [
  ...K3S,
  ...FLANNEL,
  ...COREDNS,
  ...SERVICELB,
  ...METALLB,
  ...TRAEFIK,
];

/** Upstream's name of a key. @throws Error if no entry fits */
export function nameUpstream(path: string): string {
  const entry = findEntry(path);
  if (entry === undefined) throw new Error(`src/site/upstream-names.ts has no name for ${path}`);
  const [pattern, name] = entry;
  return pattern.endsWith('*') ? name.replace('*', path.slice(pattern.length - 1)) : name;
}

export function findEntry(path: string): UpstreamName | undefined {
  return UPSTREAM_NAMES.find(([pattern]) =>
    pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : pattern === path,
  );
}
