/**
 * Arguments of Traefik that keys of the profile decide, each with the key; `*` is a name. k3s-netstack itself sets those whose
 * key is empty.
 *
 * @see https://doc.traefik.io/traefik/reference/install-configuration/configuration-options/
 */
const MANAGED: Readonly<Record<string, string>> = {
  accesslog: 'traefik.accessLog',
  'accesslog.fields.defaultmode': 'traefik.accessLogFields.defaultMode',
  'accesslog.fields.headers.defaultmode': 'traefik.accessLogFields.headers.defaultMode',
  'accesslog.fields.headers.names.*': 'traefik.accessLogFields.headers.names',
  'accesslog.fields.names.*': 'traefik.accessLogFields.names',
  'accesslog.format': 'traefik.accessLogFormat',
  api: 'traefik.dashboard',
  'api.dashboard': 'traefik.dashboard',
  'api.insecure': 'traefik.dashboard',
  'certificatesresolvers.*.acme': 'traefik.certificateResolvers',
  'certificatesresolvers.*.acme.cacertificates': 'traefik.certificateResolvers[].caConfigMap',
  'certificatesresolvers.*.acme.caserver': 'traefik.certificateResolvers[].caServer',
  'certificatesresolvers.*.acme.dnschallenge': 'traefik.certificateResolvers[].dnsChallenge',
  'certificatesresolvers.*.acme.dnschallenge.delaybeforecheck':
    'traefik.certificateResolvers[].dnsChallenge.propagation.delayBeforeChecks',
  'certificatesresolvers.*.acme.dnschallenge.disablepropagationcheck':
    'traefik.certificateResolvers[].dnsChallenge.propagation.disableChecks',
  'certificatesresolvers.*.acme.dnschallenge.propagation':
    'traefik.certificateResolvers[].dnsChallenge.propagation',
  'certificatesresolvers.*.acme.dnschallenge.propagation.delaybeforechecks':
    'traefik.certificateResolvers[].dnsChallenge.propagation.delayBeforeChecks',
  'certificatesresolvers.*.acme.dnschallenge.propagation.disableanschecks':
    'traefik.certificateResolvers[].dnsChallenge.propagation.disableANSChecks',
  'certificatesresolvers.*.acme.dnschallenge.propagation.disablechecks':
    'traefik.certificateResolvers[].dnsChallenge.propagation.disableChecks',
  'certificatesresolvers.*.acme.dnschallenge.propagation.requireallrns':
    'traefik.certificateResolvers[].dnsChallenge.propagation.requireAllRNS',
  'certificatesresolvers.*.acme.dnschallenge.provider':
    'traefik.certificateResolvers[].dnsChallenge.provider',
  'certificatesresolvers.*.acme.dnschallenge.resolvers':
    'traefik.certificateResolvers[].dnsChallenge.resolvers',
  'certificatesresolvers.*.acme.email': 'traefik.certificateResolvers[].email',
  'certificatesresolvers.*.acme.httpchallenge': 'traefik.certificateResolvers[].httpChallenge',
  'certificatesresolvers.*.acme.httpchallenge.entrypoint':
    'traefik.certificateResolvers[].httpChallenge.entryPoint',
  'certificatesresolvers.*.acme.keytype': 'traefik.certificateResolvers[].keyType',
  'certificatesresolvers.*.acme.preferredchain': 'traefik.certificateResolvers[].preferredChain',
  'certificatesresolvers.*.acme.storage': 'traefik.persistence',
  'certificatesresolvers.*.acme.tlschallenge': 'traefik.certificateResolvers[].tlsChallenge',
  configfile: '',
  'entrypoints.*': 'traefik.entryPoints',
  'entrypoints.*.address': 'traefik.entryPoints[].port',
  'entrypoints.*.asdefault': '',
  'entrypoints.*.forwardedheaders': 'traefik.trustedIPs',
  'entrypoints.*.forwardedheaders.insecure': 'traefik.trustedIPs',
  'entrypoints.*.forwardedheaders.trustedips': 'traefik.trustedIPs',
  'entrypoints.*.http.maxheaderbytes': 'traefik.{entryPoint}.maxHeaderBytes',
  'entrypoints.*.http.middlewares': 'traefik.{entryPoint}.middlewares',
  'entrypoints.*.proxyprotocol': 'traefik.{entryPoint}.proxyProtocol',
  'entrypoints.*.proxyprotocol.insecure': 'traefik.{entryPoint}.proxyProtocol',
  'entrypoints.*.proxyprotocol.trustedips': 'traefik.{entryPoint}.proxyProtocol.trustedIPs',
  'entrypoints.*.transport.keepalivemaxtime': 'traefik.{entryPoint}.keepAliveMaxTime',
  'entrypoints.*.transport.respondingtimeouts.idletimeout':
    'traefik.{entryPoint}.respondingTimeouts.idleTimeout',
  'entrypoints.*.transport.respondingtimeouts.readtimeout':
    'traefik.{entryPoint}.respondingTimeouts.readTimeout',
  'entrypoints.*.transport.respondingtimeouts.writetimeout':
    'traefik.{entryPoint}.respondingTimeouts.writeTimeout',
  'entrypoints.web.http.redirections': 'traefik.httpsRedirect',
  'entrypoints.web.http.redirections.entrypoint': 'traefik.httpsRedirect',
  'entrypoints.web.http.redirections.entrypoint.permanent': 'traefik.httpsRedirect',
  'entrypoints.web.http.redirections.entrypoint.scheme': 'traefik.httpsRedirect',
  'entrypoints.web.http.redirections.entrypoint.to': 'traefik.httpsRedirect',
  'entrypoints.websecure.http.tls': '',
  'entrypoints.websecure.http.tls.certresolver': 'traefik.websecure.tls.certResolver',
  'entrypoints.websecure.http.tls.domains': 'traefik.websecure.tls.domains',
  'entrypoints.websecure.http.tls.domains[n].main': 'traefik.websecure.tls.domains',
  'entrypoints.websecure.http.tls.domains[n].sans': 'traefik.websecure.tls.domains',
  'entrypoints.websecure.http3': 'traefik.websecure.http3',
  'entrypoints.websecure.http3.advertisedport': 'traefik.websecure.http3',
  'experimental.localplugins.*': 'traefik.localPlugins',
  'experimental.localplugins.*.modulename': 'traefik.localPlugins',
  'experimental.plugins.*': 'traefik.plugins',
  'experimental.plugins.*.modulename': 'traefik.plugins',
  'experimental.plugins.*.version': 'traefik.plugins',
  'global.checknewversion': '',
  'log.level': 'traefik.logLevel',
  'metrics.prometheus': 'traefik.metrics',
  'metrics.prometheus.entrypoint': 'traefik.metrics',
  ping: '',
  'ping.entrypoint': '',
  'ping.manualrouting': '',
  'providers.kubernetescrd': 'traefik.providers.kubernetesCRD',
  'providers.kubernetescrd.allowcrossnamespace': 'traefik.allowCrossNamespace',
  'providers.kubernetescrd.allowemptyservices': '',
  'providers.kubernetescrd.allowexternalnameservices': 'traefik.allowExternalNameServices',
  'providers.kubernetescrd.crossprovidernamespaces': '',
  'providers.kubernetesgateway': 'traefik.providers.kubernetesGateway',
  'providers.kubernetesgateway.experimentalchannel': '',
  'providers.kubernetesgateway.statusaddress.service.name': '',
  'providers.kubernetesgateway.statusaddress.service.namespace': '',
  'providers.kubernetesingress': 'traefik.providers.kubernetesIngress',
  'providers.kubernetesingress.allowemptyservices': '',
  'providers.kubernetesingress.allowexternalnameservices': 'traefik.allowExternalNameServices',
  'providers.kubernetesingress.ingressclass': 'traefik.ingressClassName',
  'providers.kubernetesingress.ingressendpoint': '',
  'providers.kubernetesingress.ingressendpoint.hostname': '',
  'providers.kubernetesingress.ingressendpoint.ip': '',
  'providers.kubernetesingress.ingressendpoint.publishedservice': '',
  'serverstransport.insecureskipverify': 'traefik.insecureSkipVerify',
};

/**
 * What decides an argument: a key of the profile, or k3s-netstack itself where the text is empty; undefined where nothing does.
 *
 * @param name without dashes; in any case
 */
export function findManagedArgument(name: string): string | undefined {
  const segments = name
    .toLowerCase()
    .replace(/\[\d+\]/g, '[n]')
    .split('.');
  const found = PATTERNS.find(({ pattern }) => isMatch(pattern, segments));
  return found?.key.replace('{entryPoint}', nameEntryPoint(segments[1] ?? ''));
}

const PATTERNS = Object.entries(MANAGED).map(([name, key]) => ({ pattern: name.split('.'), key }));

function isMatch(pattern: readonly string[], segments: readonly string[]): boolean {
  return (
    pattern.length === segments.length &&
    pattern.every((one, index) => one === '*' || one === segments[index])
  );
}

/** Where the profile has the settings of an entryPoint. */
function nameEntryPoint(name: string): string {
  return name === 'web' || name === 'websecure' ? name : 'entryPoints[]';
}
