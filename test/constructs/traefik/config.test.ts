import { Testing } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import type {
  DefaultCertificateProps,
  DefaultTlsOptionsProps,
  TraefikDashboardProps,
  TraefikGatewayProps,
} from '../../../constructs/traefik';
import {
  DefaultCertificate,
  DefaultTlsOptions,
  TraefikCrds,
  TraefikDashboard,
  TraefikGateway,
} from '../../../constructs/traefik';
import { validateAgainstCrd } from '../../schemas';

interface Manifest {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels: Record<string, string>;
  };
  readonly spec: Readonly<Record<string, unknown>>;
}

/** The objects of a construct, each valid by the schema of its CRD and with labels that name no version. */
function synth(add: (chart: ReturnType<typeof Testing.chart>) => unknown): readonly Manifest[] {
  const chart = Testing.chart();
  add(chart);
  const objects = Testing.synth(chart) as Manifest[];
  for (const object of objects) {
    expect(validateAgainstCrd(object)).toEqual([]);
    expect(object.metadata.labels).toMatchObject({ 'app.kubernetes.io/name': 'traefik' });
    expect(object.metadata.labels).not.toHaveProperty(['app.kubernetes.io/version']);
  }
  return objects;
}

describe('default certificate', () => {
  test('is the TLSStore that Traefik reads', () => {
    const [store] = synth(
      (chart) => new DefaultCertificate(chart, 'certificate', { secretName: 'home-tls' }),
    );
    expect(store).toMatchObject({
      apiVersion: 'traefik.io/v1alpha1',
      kind: 'TLSStore',
      metadata: { name: 'default', namespace: 'traefik' },
      spec: { defaultCertificate: { secretName: 'home-tls' } },
    });
  });

  test("is in Traefik's namespace", () => {
    const props: Required<DefaultCertificateProps> = { secretName: 'home-tls', namespace: 'kube-system' };
    const [store] = synth((chart) => new DefaultCertificate(chart, 'certificate', props));
    expect(store?.metadata.namespace).toBe('kube-system');
  });
});

describe('default TLS options', () => {
  test('are the TLSOption that Traefik reads', () => {
    const props: Required<DefaultTlsOptionsProps> = {
      minVersion: 'VersionTLS13',
      sniStrict: true,
      namespace: 'kube-system',
    };
    const [option] = synth((chart) => new DefaultTlsOptions(chart, 'options', props));
    expect(option).toMatchObject({
      apiVersion: 'traefik.io/v1alpha1',
      kind: 'TLSOption',
      metadata: { name: 'default', namespace: 'kube-system' },
      spec: { minVersion: 'VersionTLS13', sniStrict: true },
    });
  });

  test('present the default certificate for unknown names by default', () => {
    const [option] = synth(
      (chart) => new DefaultTlsOptions(chart, 'options', { minVersion: 'VersionTLS12' }),
    );
    expect(option?.spec).toEqual({ minVersion: 'VersionTLS12', sniStrict: false });
    expect(option?.metadata.namespace).toBe('traefik');
  });
});

describe('dashboard', () => {
  test('requires a password and HTTPS', () => {
    const props: Required<TraefikDashboardProps> = {
      host: 'traefik.home.arpa',
      authSecret: 'dashboard-users',
      namespace: 'kube-system',
      certificate: { certResolver: 'letsencrypt', domains: [{ main: 'example.com' }] },
    };
    const [middleware, route] = synth((chart) => new TraefikDashboard(chart, 'dashboard', props));
    expect(middleware).toMatchObject({
      kind: 'Middleware',
      metadata: { name: 'dashboard-auth', namespace: 'kube-system' },
      spec: { basicAuth: { secret: 'dashboard-users', removeHeader: true } },
    });
    expect(route).toMatchObject({
      kind: 'IngressRoute',
      metadata: { name: 'dashboard', namespace: 'kube-system' },
    });
    expect(route?.spec).toEqual({
      entryPoints: ['websecure'],
      routes: [
        {
          kind: 'Rule',
          match: 'Host(`traefik.home.arpa`)',
          middlewares: [{ name: 'dashboard-auth' }],
          services: [{ name: 'api@internal', kind: 'TraefikService' }],
        },
      ],
      tls: { certResolver: 'letsencrypt', domains: [{ main: 'example.com' }] },
    });
  });

  test('cannot be created without one', () => {
    // @ts-expect-error -- authSecret is required
    expect(new TraefikDashboard(Testing.chart(), 'dashboard', { host: 'a.b' }).node.id).toBe('dashboard');
  });

  test.each(['a`) || PathPrefix(`/', '', 'a b', 'https://a.b', '-a', '*.a'])(
    'has no host like "%s"',
    (host) => {
      expect(() => new TraefikDashboard(Testing.chart(), 'dashboard', { host, authSecret: 'a' })).toThrow(
        'not a host name',
      );
    },
  );
});

describe('gateway', () => {
  test('accepts routes of every namespace over HTTP', () => {
    const [gatewayClass, gateway] = synth((chart) => new TraefikGateway(chart, 'gateway'));
    expect(gatewayClass).toMatchObject({
      kind: 'GatewayClass',
      metadata: { name: 'traefik' },
      spec: { controllerName: 'traefik.io/gateway-controller' },
    });
    expect(gateway).toMatchObject({
      kind: 'Gateway',
      metadata: { name: 'traefik-gateway', namespace: 'traefik' },
    });
    expect(gateway?.spec).toEqual({
      gatewayClassName: 'traefik',
      listeners: [
        { name: 'web', port: 8000, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'All' } } },
      ],
    });
  });

  test('has TLS where it has a certificate', () => {
    const props: Required<TraefikGatewayProps> = {
      namespace: 'edge',
      allowedNamespaces: 'Same',
      certificateSecret: 'edge-tls',
    };
    const [, gateway] = synth((chart) => new TraefikGateway(chart, 'gateway', props));
    const allowedRoutes = { namespaces: { from: 'Same' } };
    expect(gateway?.metadata.namespace).toBe('edge');
    expect(gateway?.spec['listeners']).toEqual([
      { name: 'web', port: 8000, protocol: 'HTTP', allowedRoutes },
      {
        name: 'websecure',
        port: 8443,
        protocol: 'HTTPS',
        allowedRoutes,
        tls: { certificateRefs: [{ group: '', kind: 'Secret', name: 'edge-tls' }] },
      },
    ]);
  });
});

test('the CRDs are the ten of traefik.io', () => {
  const chart = Testing.chart();
  const { crds } = new TraefikCrds(chart, 'crds');
  expect(crds.map(({ name }) => name)).toEqual([
    'ingressroutes.traefik.io',
    'ingressroutetcps.traefik.io',
    'ingressrouteudps.traefik.io',
    'middlewares.traefik.io',
    'middlewaretcps.traefik.io',
    'serverstransports.traefik.io',
    'serverstransporttcps.traefik.io',
    'tlsoptions.traefik.io',
    'tlsstores.traefik.io',
    'traefikservices.traefik.io',
  ]);
  const objects = Testing.synth(chart) as { kind: string }[];
  expect(new Set(objects.map(({ kind }) => kind))).toEqual(new Set(['CustomResourceDefinition']));
});
