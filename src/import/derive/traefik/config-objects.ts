import type { ProfileInput } from '../../../profile/schema/profile';
import type { ImportContext } from '../context';

type TraefikValues = NonNullable<ProfileInput['traefik']>;

const GROUP = 'traefik.io';

/** What Traefik reads from objects of its own kinds, as far as a profile has it. */
export function importConfigObjects(context: ImportContext, namespace: string): TraefikValues {
  return {
    ...readDefaultCertificate(context, namespace),
    ...readTlsOptions(context, namespace),
    ...readDashboard(context, namespace),
  };
}

function readDefaultCertificate(context: ImportContext, namespace: string): TraefikValues {
  const store = context.object('TLSStore', GROUP, namespace, 'default');
  if (store === undefined) return {};
  store.claim().fields.ignore('apiVersion', 'kind', 'metadata');
  const secret = store.fields.at('spec').at('defaultCertificate').text('secretName');
  context.reportUnread(store.fields, store.title, ['traefik', 'defaultCertificate']);
  return secret === undefined ? {} : { defaultCertificate: secret };
}

const VERSIONS = ['VersionTLS12', 'VersionTLS13'] as const;

function readTlsOptions(context: ImportContext, namespace: string): TraefikValues {
  const options = context.object('TLSOption', GROUP, namespace, 'default');
  if (options === undefined) return {};
  const spec = options.claim().fields.ignore('apiVersion', 'kind', 'metadata').at('spec');
  const version = VERSIONS.find((one) => one === spec.text('minVersion'));
  if (spec.boolean('sniStrict') === true) {
    context.unsupported(
      spec.origin('sniStrict'),
      `${options.title}: the profile has no field for sniStrict, and sets it to false.`,
      ['traefik', 'tlsMinVersion'],
    );
  }
  context.reportUnread(options.fields, options.title, ['traefik', 'tlsMinVersion']);
  return version === undefined ? {} : { tlsMinVersion: version };
}

/** The IngressRoute and Middleware that a profile's dashboard has. */
function readDashboard(context: ImportContext, namespace: string): TraefikValues {
  const route = context.object('IngressRoute', GROUP, namespace, 'dashboard');
  const middleware = context.object('Middleware', GROUP, namespace, 'dashboard-auth');
  const [rule] = route?.fields.at('spec').list('routes') ?? [];
  const host = /^Host\(`([^`]+)`\)$/.exec(rule?.text('match') ?? '')?.[1];
  const secret = middleware?.fields.at('spec').at('basicAuth').text('secret');
  if (route === undefined || middleware === undefined || host === undefined || secret === undefined)
    return {};
  route.imply();
  middleware.imply();
  return { dashboard: { host, authSecret: secret } };
}
