/** Settings of an entryPoint. */
export const SETTINGS = {
  middlewares: ['edge-auth@kubernetescrd', 'edge-geo@kubernetescrd'],
  proxyProtocol: { trustedIPs: ['10.0.0.9/32'] },
  respondingTimeouts: { readTimeout: '5m', writeTimeout: '0s', idleTimeout: '90s' },
  maxHeaderBytes: 65536,
  keepAliveMaxTime: '1h30m',
};

/** Ports, Services, logs and plugins of Traefik. */
export const TRAEFIK_EDGE = {
  web: { hostPort: 80, ...SETTINGS },
  accessLogFormat: 'json',
  accessLogFields: {
    defaultMode: 'drop',
    names: { ClientHost: 'keep' },
    headers: { defaultMode: 'redact', names: { 'User-Agent': 'keep' } },
  },
  allowExternalNameServices: true,
  insecureSkipVerify: true,
  plugins: [{ name: 'bouncer', moduleName: 'github.com/a/bouncer', version: 'v1.4.2' }],
  localPlugins: [{ name: 'geo', moduleName: 'example.com/geo', configMap: 'plugin-geo' }],
  service: {
    type: 'NodePort',
    annotations: { note: 'x' },
    labels: { tier: 'edge' },
    ipFamilyPolicy: 'RequireDualStack',
    ipFamilies: ['IPv6', 'IPv4'],
    additionalServices: [
      {
        name: 'internal',
        loadBalancerIPs: '10.0.0.103',
        ipAddressPool: 'lan',
        externalTrafficPolicy: 'Local',
      },
      {
        name: 'other',
        type: 'ClusterIP',
        entryPoints: ['websecure'],
        annotations: { note: 'y' },
        ipFamilyPolicy: 'SingleStack',
        ipFamilies: ['IPv6'],
      },
    ],
  },
  hostNetwork: true,
  ingressClassName: 'edge',
  extraArguments: [
    '--log.format=json',
    '--entryPoints.web.http.sanitizePath=false',
    '--certificatesResolvers.vpn.tailscale=true',
    '--providers.redis.password=$(REDIS_PASSWORD)',
  ],
  envSecrets: ['redis', 'collector'],
};

/** Values of the chart that no other key has. */
export const CHART_VALUES = {
  deployment: { minReadySeconds: 3, labels: { a: 'b' } },
  ports: { web: { transport: { lifeCycle: { graceTimeOut: 30 } } }, metrics: { expose: null } },
  env: [{ name: 'TZ', value: 'Europe/Madrid' }],
  livenessProbe: null,
  extraObjects: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' } }],
};

/** Certificate resolvers, their volume and the default one. */
export const CERTIFICATES = {
  certificateResolvers: [
    { name: 'first', email: 'ops@example.com', keyType: 'EC256', httpChallenge: {} },
    {
      name: 'second',
      caServer: 'https://ca.example.com/directory',
      caConfigMap: 'root',
      preferredChain: 'Root X1',
      tlsChallenge: true,
      httpChallenge: { entryPoint: 'mqtt' },
      dnsChallenge: {
        provider: 'rfc2136',
        envSecret: 'dns',
        resolvers: ['10.0.0.1:53', '10.0.0.2'],
        propagation: {
          delayBeforeChecks: '1m30s',
          disableChecks: true,
          disableANSChecks: true,
          requireAllRNS: true,
        },
      },
    },
    { name: 'third', dnsChallenge: { provider: 'cloudflare' } },
  ],
  persistence: { storageClass: 'longhorn', size: '1Gi' },
  websecure: {
    http3: true,
    nodePort: 30443,
    hostPort: 443,
    ...SETTINGS,
    tls: {
      certResolver: 'first',
      domains: [{ main: 'example.com', sans: ['*.example.com', 'example.org'] }, { main: 'a.example.com' }],
    },
  },
};
