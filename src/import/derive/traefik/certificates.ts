import type { ProfileInput } from '../../../profile/schema/profile';
import type { Fields } from '../../observed/fields';
import type { ImportContext } from '../context';
import type { Arguments } from './arguments';

type TraefikValues = NonNullable<ProfileInput['traefik']>;
type Resolver = NonNullable<TraefikValues['certificateResolvers']>[number];
type Websecure = NonNullable<TraefikValues['websecure']>;

/** A reader of one setting of a resolver, by its path below the resolver's name. */
type ReadSetting = (path: string) => string | undefined;

/** The folder in which a profile's Traefik has the root certificates of private CAs. */
const CA_FILE = /^\/etc\/acme-ca\/([^/]+)\/ca\.crt$/;

/** A resolver in the words of the profile. */
function importResolver(name: string, read: ReadSetting): Resolver {
  const texts = {
    email: read('email'),
    caServer: read('caServer'),
    caConfigMap: CA_FILE.exec(read('caCertificates') ?? '')?.[1],
    keyType: read('keyType') as Resolver['keyType'],
    preferredChain: read('preferredChain'),
  };
  const httpEntryPoint = read('httpChallenge.entryPoint');
  const hasTls = read('tlsChallenge') === 'true';
  const dnsChallenge = importDnsChallenge(read);
  return {
    name,
    ...omitUndefined(texts),
    ...(httpEntryPoint !== undefined && {
      httpChallenge: httpEntryPoint === 'web' ? {} : { entryPoint: httpEntryPoint },
    }),
    ...(hasTls && { tlsChallenge: true }),
    ...(dnsChallenge && { dnsChallenge }),
  };
}

function importDnsChallenge(read: ReadSetting): Resolver['dnsChallenge'] {
  const below = (key: string) => read(`dnsChallenge.${key}`);
  const provider = below('provider');
  if (provider === undefined) return undefined;
  const resolvers = below('resolvers')?.split(',') ?? [];
  const isOn = (key: string) => below(`propagation.${key}`) === 'true';
  const delayBeforeChecks = below('propagation.delayBeforeChecks');
  const propagation = {
    ...(delayBeforeChecks !== undefined && { delayBeforeChecks }),
    ...(isOn('disableChecks') && { disableChecks: true }),
    ...(isOn('disableANSChecks') && { disableANSChecks: true }),
    ...(isOn('requireAllRNS') && { requireAllRNS: true }),
  };
  return {
    provider,
    ...(resolvers.length > 0 && { resolvers }),
    ...(Object.keys(propagation).length > 0 && { propagation }),
  };
}

/** The resolvers of a command line. */
export function readResolverArguments(args: Arguments, pod: Fields): TraefikValues {
  return withSecrets(readResolvers(args), readEnvironmentSecrets(pod));
}

/** The resolvers that arguments define, without the Secrets of their environment. */
function readResolvers(args: Arguments): readonly Resolver[] {
  return args
    .namesBelow('certificatesResolvers')
    .filter((name) => args.namesBelow(`certificatesResolvers.${name}`).some((one) => /^acme$/i.test(one)))
    .map((name) => {
      const flag = `certificatesResolvers.${name}.acme`;
      args.ignore(`${flag}.storage`);
      return importResolver(name, (path) => args.value(`${flag}.${path}`));
    });
}

function withSecrets(resolvers: readonly Resolver[], secrets: readonly string[]): TraefikValues {
  const envSecrets = assignSecrets(resolvers, secrets);
  return {
    ...(resolvers.length > 0 && { certificateResolvers: [...resolvers] }),
    ...(envSecrets.length > 0 && { envSecrets }),
  };
}

/** The certificates of the entryPoint websecure, from a command line. */
export function readTlsArguments(args: Arguments): Websecure['tls'] {
  const flag = 'entryPoints.websecure.http.tls';
  const certResolver = args.value(`${flag}.certResolver`);
  const domains: NonNullable<NonNullable<Websecure['tls']>['domains']> = [];
  for (let index = 0; ; index++) {
    const main = args.value(`${flag}.domains[${index}].main`);
    if (main === undefined) break;
    const sans = args.value(`${flag}.domains[${index}].sans`)?.split(',');
    domains.push({ main, ...(sans && { sans }) });
  }
  if (certResolver === undefined && domains.length === 0) return undefined;
  return { ...(certResolver !== undefined && { certResolver }), ...(domains.length > 0 && { domains }) };
}

/** The claim in which a standalone Traefik keeps its certificates. */
export function readClaim(context: ImportContext, pod: Fields, namespace: string): TraefikValues {
  const claim = pod
    .list('volumes')
    .flatMap((volume) => volume.at('persistentVolumeClaim').text('claimName') ?? [])[0];
  if (claim === undefined) return {};
  const own = context.object('PersistentVolumeClaim', '', namespace, claim);
  if (own?.isOurs !== true) return { persistence: { existingClaim: claim } };
  const spec = own.imply().fields.at('spec');
  const storageClass = spec.text('storageClassName');
  const size = spec.at('resources').at('requests').text('storage');
  return {
    persistence: {
      ...(storageClass !== undefined && storageClass !== 'local-path' && { storageClass }),
      ...(size !== undefined && size !== '128Mi' && { size }),
    },
  };
}

/**
 * The resolvers and the volume of the chart's values. Charts before certificatesResolvers have the resolvers in their
 * arguments; many users still do.
 */
export function readCertificateValues(values: Fields, args: Arguments): TraefikValues {
  const secrets = values.list('envFrom').flatMap((one) => one.at('secretRef').text('name') ?? []);
  const all = values.at('certificatesResolvers');
  const names = all.keys.filter((name) => all.at(name).has('acme'));
  const resolvers = [
    ...names.map((name) => {
      const acme = all.at(name).at('acme').ignore('storage');
      return importResolver(name, (path) => readLeaf(acme, path));
    }),
    ...readResolvers(args).filter(({ name }) => !names.includes(name)),
  ];
  const certificates = withSecrets(resolvers, secrets);
  for (const volume of resolvers.length > 0 ? values.list('volumes') : []) {
    if (volume.text('mountPath') === `/etc/acme-ca/${volume.text('name')}`) volume.ignore('type');
  }
  const persistence = values.at('persistence');
  if (persistence.boolean('enabled') !== true) return certificates;
  values.at('podSecurityContext').ignore('fsGroup', 'fsGroupChangePolicy');
  persistence.ignore('path');
  const [existingClaim, storageClass, size] = ['existingClaim', 'storageClass', 'size'].map((key) =>
    persistence.text(key),
  );
  return {
    ...certificates,
    persistence: {
      ...(existingClaim !== undefined && { existingClaim }),
      ...(storageClass !== undefined && storageClass !== 'local-path' && { storageClass }),
      ...(size !== undefined && size !== '128Mi' && { size }),
    },
  };
}

/** The certificates of an entryPoint, from the chart's values. */
export function readTlsValues(tls: Fields): Websecure['tls'] {
  const certResolver = tls.text('certResolver');
  const domains = tls.list('domains').map((domain) => {
    const sans = [...domain.texts('sans')];
    return { main: domain.text('main') ?? '', ...(sans.length > 0 && { sans }) };
  });
  if (certResolver === undefined && domains.length === 0) return undefined;
  return { ...(certResolver !== undefined && { certResolver }), ...(domains.length > 0 && { domains }) };
}

function readLeaf(acme: Fields, path: string): string | undefined {
  const keys = path.split('.');
  const last = keys.pop() as string;
  const parent = keys.reduce((fields, key) => fields.at(key), acme);
  const list = parent.texts(last);
  if (list.length > 0) return list.join(',');
  const value = parent.boolean(last) ?? parent.text(last);
  return value === undefined ? undefined : String(value);
}

function readEnvironmentSecrets(pod: Fields): readonly string[] {
  const containers = pod.list('containers');
  return containers.flatMap((one) =>
    one.list('envFrom').flatMap((source) => source.at('secretRef').text('name') ?? []),
  );
}

/**
 * All resolvers share the environment of the pod, so which Secret is for which is not recorded: the first is assigned to
 * the first resolver with DNS-01, and the last one to all that remain. Secrets that are more than the resolvers are left.
 */
function assignSecrets(resolvers: readonly Resolver[], secrets: readonly string[]): string[] {
  const challenges = resolvers.flatMap(({ dnsChallenge }) => dnsChallenge ?? []);
  challenges.forEach((challenge, index) => {
    const secret = secrets[Math.min(index, secrets.length - 1)];
    if (secret !== undefined) challenge.envSecret = secret;
  });
  return secrets.slice(challenges.length);
}

function omitUndefined<T extends object>(object: T): { [K in keyof T]: NonNullable<T[K]> } {
  const entries = Object.entries(object).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: NonNullable<T[K]> };
}
