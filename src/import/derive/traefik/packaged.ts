import type { ProfileInput } from '../../../profile/schema/profile';
import { Fields, isMap } from '../../observed/fields';
import type { ObservedObject } from '../../observed/observed-network';
import { NotYaml, parseYamlDocuments } from '../../sources/yaml-documents';
import type { ImportContext } from '../context';
import type { ChartEvidence } from './chart-evidence';
import { readChartScheduling } from '../scheduling';
import { Arguments } from './arguments';
import { readExtraArguments, readExtraValues } from './extras';
import { readFurtherArguments, readLocalPlugins, readSettings } from './entry-points';
import { OWN_ENTRY_POINTS, readHttp3, readPorts, readServiceValues } from './packaged-services';
import { readCertificateValues, readTlsValues } from './certificates';

type TraefikValues = NonNullable<ProfileInput['traefik']>;
type EntryPoints = NonNullable<TraefikValues['entryPoints']>;

/** What a HelmChartConfig says of the packaged Traefik, and of the chart that it was written for. */
export interface ImportedPackagedTraefik {
  readonly values: TraefikValues;
  readonly evidence: ChartEvidence;
}

/** k3s's own Traefik, tuned by a HelmChartConfig. */
export function importPackaged(context: ImportContext, config: ObservedObject): ImportedPackagedTraefik {
  config.claim().fields.ignore('apiVersion', 'kind', 'metadata', 'status');
  const spec = config.fields.at('spec');
  const failurePolicy = spec.text('failurePolicy');
  const text = spec.text('valuesContent') ?? '';
  if (spec.has('valuesSecrets')) {
    spec.take('valuesSecrets');
    context.unsupported(spec.origin('valuesSecrets'), `${config.title}: values from Secrets are not read.`, [
      'traefik',
    ]);
  }
  if (failurePolicy !== undefined && failurePolicy !== 'retry') {
    context.unsupported(
      spec.origin('failurePolicy'),
      `${config.title}: the profile has no field for failurePolicy, and uses retry where k3s has it.`,
      ['traefik'],
    );
  }
  context.reportUnread(config.fields, config.title, ['traefik']);
  const line = spec.origin('valuesContent').line;
  const evidence = config.isOurs ? { hasRetry: failurePolicy === 'retry' } : {};
  return importValues(context, parseValues(context, config, text, line), config.title, evidence);
}

/** The values of a chart as fields; the lines are those of the HelmChartConfig. */
function parseValues(
  context: ImportContext,
  { origin, title }: ObservedObject,
  text: string,
  line: number | undefined,
): Fields {
  try {
    const [document] = parseYamlDocuments(text);
    return Fields.of(document?.value, origin.source, (path) => {
      const own = document?.lineOf(path);
      return line === undefined || own === undefined ? undefined : line + own;
    });
  } catch (error) {
    if (!(error instanceof NotYaml)) throw error;
    context.unsupported(origin, `${title}: valuesContent is not valid YAML: ${error.message}.`, ['traefik']);
    return Fields.of({}, origin.source);
  }
}

/**
 * The values of the chart in the profile's words.
 *
 * @param isPackaged whether they are for the Traefik of k3s: only its profile can have further values
 */
export function importValues(
  context: ImportContext,
  values: Fields,
  title: string,
  known: ChartEvidence,
  isPackaged = true,
): ImportedPackagedTraefik {
  const evidence: { -readonly [K in keyof ChartEvidence]: ChartEvidence[K] } = { ...known };
  const ports = values.at('ports');
  const replicas = values.at('deployment').number('replicas') ?? 1;
  const level = readLogLevel(values, evidence);
  const providers = readProviders(values);
  const trusted = readTrustedIPs(ports);
  const args = new Arguments(values.texts('additionalArguments'), values.origin('additionalArguments'));
  const entryPoints = readEntryPoints(ports, args);
  const web = { ...readPorts(ports.at('web')), ...readSettings(args, 'web') };
  const tls = readWebsecureTls(ports, evidence);
  const websecure = {
    ...readPorts(ports.at('websecure')),
    ...readSettings(args, 'websecure'),
    ...(readHttp3(ports.at('websecure')) && { http3: true }),
    ...(tls && { tls }),
  };
  const result: TraefikValues = {
    ...(values.at('deployment').text('kind') === 'DaemonSet' && { kind: 'DaemonSet' as const }),
    ...(replicas > 1 && { replicas }),
    ...readChartScheduling(values),
    ...readServiceValues(context, values, entryPoints, evidence),
    ...(readRedirect(ports, evidence) && { httpsRedirect: true }),
    ...(Object.keys(web).length > 0 && { web }),
    ...(Object.keys(websecure).length > 0 && { websecure }),
    ...readFurtherArguments(args),
    ...readLocalPlugins(
      args,
      values.at('deployment').list('additionalVolumes'),
      values.list('additionalVolumeMounts'),
    ),
    ...(values.boolean('hostNetwork') && { hostNetwork: true }),
    ...readClassName(values.at('ingressClass')),
    ...(allowsExternal(values) && { allowExternalNameServices: true }),
    ...readCertificateValues(values, args),
    ...(entryPoints.length > 0 && { entryPoints }),
    ...(readAccessLog(values, evidence) && { accessLog: true }),
    ...(hasNoMetrics(values) && { metrics: false }),
    ...(level !== undefined && level !== 'INFO' && { logLevel: level }),
    ...(trusted.length > 0 && { trustedIPs: trusted }),
    ...(values.at('providers').at('kubernetesCRD').boolean('allowCrossNamespace') && {
      allowCrossNamespace: true,
    }),
    ...(Object.keys(providers).length > 0 && { providers }),
    ...(values.at('ingressClass').boolean('isDefaultClass') === false && { defaultIngressClass: false }),
  };
  const extraArguments = readExtraArguments(context, args, title);
  readGateway(values, evidence);
  if (values.at('api').has('dashboard')) evidence.hasApi = values.at('api').boolean('dashboard') === true;
  ignoreImplied(values, result);
  const extra = isPackaged ? readExtraValues(values) : {};
  context.reportUnread(values, title, ['traefik']);
  return { values: { ...result, ...extraArguments, ...extra }, evidence };
}

/** Values that follow from others in a profile. */
function ignoreImplied(values: Fields, result: TraefikValues): void {
  const { providers, defaultIngressClass, replicas = 1 } = result;
  if (replacesInPlace(result)) ignoreStrategy(values.at('updateStrategy'));
  if (replicas > 1) values.ignore('podDisruptionBudget');
  const ingress = values.at('providers').at('kubernetesIngress');
  if (defaultIngressClass === false) ingress.text('ingressClass');
  const ingressClass = values.at('ingressClass');
  if (providers?.kubernetesIngress === false) ingressClass.ignore('enabled');
  for (const name of ['web', 'websecure']) values.at('ports').at(name).ignore('asDefault');
}

/** Whether two pods exclude each other: by the file with certificates, or by ports of their node. */
function replacesInPlace({
  certificateResolvers,
  hostNetwork,
  web,
  websecure,
  entryPoints = [],
}: TraefikValues) {
  const onNodes = [web, websecure, ...entryPoints].some((one) => one?.hostPort !== undefined);
  return certificateResolvers !== undefined || hostNetwork === true || onNodes;
}

function ignoreStrategy(strategy: Fields): void {
  if (strategy.text('type') === 'Recreate') strategy.ignore('rollingUpdate');
  else strategy.at('rollingUpdate').ignore('maxUnavailable', 'maxSurge');
}

function readClassName(ingressClass: Fields): TraefikValues {
  const name = ingressClass.text('name');
  return name === undefined || name === 'traefik' ? {} : { ingressClassName: name };
}

/** The profile permits Services of type ExternalName to all providers alike. */
function allowsExternal(values: Fields): boolean {
  const providers = ['kubernetesIngress', 'kubernetesCRD'].map((name) => values.at('providers').at(name));
  return providers.map((one) => one.boolean('allowExternalNameServices')).includes(true);
}

/** A redirect of all of HTTP to the entryPoint websecure. */
function readRedirect(ports: Fields, evidence: { http?: 'http' | 'port' }): boolean {
  const web = ports.at('web');
  for (const [where, parent] of [
    ['http', web.at('http').at('redirections')],
    ['port', web.at('redirections')],
  ] as const) {
    const target = parent.at('entryPoint');
    if (target.text('to') !== 'websecure') continue;
    target.ignore('scheme', 'permanent');
    evidence.http = where;
    return true;
  }
  return false;
}

/** The certificates of websecure. */
function readWebsecureTls(
  ports: Fields,
  evidence: { http?: 'http' | 'port' },
): ReturnType<typeof readTlsValues> {
  const websecure = ports.at('websecure');
  const [below, direct] = [readTlsValues(websecure.at('http').at('tls')), readTlsValues(websecure.at('tls'))];
  if (below ?? direct) evidence.http = below ? 'http' : 'port';
  return below ?? direct;
}

function readLogLevel(values: Fields, evidence: { log?: 'log' | 'logs' }): TraefikValues['logLevel'] {
  const [now, before] = [values.at('log').text('level'), values.at('logs').at('general').text('level')];
  if (now !== undefined) evidence.log = 'log';
  else if (before !== undefined) evidence.log = 'logs';
  return (now ?? before)?.toUpperCase() as TraefikValues['logLevel'];
}

function readAccessLog(values: Fields, evidence: { log?: 'log' | 'logs' }): boolean {
  const now = values.at('accessLog').boolean('enabled');
  const before = values.at('logs').at('access').boolean('enabled');
  if (now !== undefined) evidence.log = 'log';
  else if (before !== undefined) evidence.log = 'logs';
  return now ?? before ?? false;
}

/** A key with `null` removes the default of the chart. */
function hasNoMetrics(values: Fields): boolean {
  const metrics = values.at('metrics');
  const isOff = metrics.keys.includes('prometheus') && !metrics.has('prometheus');
  if (isOff) metrics.ignore('prometheus');
  if (isOff) values.at('deployment').at('podAnnotations').ignore('prometheus.io/scrape');
  return isOff;
}

function readProviders(values: Fields): NonNullable<TraefikValues['providers']> {
  const providers = values.at('providers');
  const [ingress, crd, gateway] = ['kubernetesIngress', 'kubernetesCRD', 'kubernetesGateway'].map((name) =>
    providers.at(name).boolean('enabled'),
  );
  if (values.at('ingressClass').boolean('isDefaultClass') === false) {
    providers.at('kubernetesIngress').ignore('ingressClass');
  }
  return {
    ...(ingress === false && { kubernetesIngress: false }),
    ...(crd === false && { kubernetesCRD: false }),
    ...(gateway === true && { kubernetesGateway: true }),
  };
}

/** The Gateway of a profile takes routes of all namespaces. */
function readGateway(values: Fields, evidence: { namespacePolicy?: 'word' | 'object' }): void {
  const listeners = values.at('gateway').at('listeners');
  for (const name of ['web', 'websecure']) {
    const listener = listeners.at(name);
    const policy = listener.at('namespacePolicy').text('from') ?? listener.text('namespacePolicy');
    if (policy === undefined) continue;
    evidence.namespacePolicy = listener.at('namespacePolicy').keys.length > 0 ? 'object' : 'word';
    if (name === 'websecure') listener.ignore('port', 'protocol', 'certificateRefs');
  }
}

function readTrustedIPs(ports: Fields): string[] {
  const lists = ['web', 'websecure'].map((name) => ports.at(name).at('forwardedHeaders').texts('trustedIPs'));
  return [...new Set(lists.flat())];
}

function readEntryPoints(ports: Fields, args: Arguments): EntryPoints {
  return ports.keys
    .filter((name) => !OWN_ENTRY_POINTS.includes(name) && isMap(ports.at(name)))
    .map((name) => {
      const fields = ports.at(name);
      const port = fields.number('port') ?? 0;
      const exposedPort = fields.number('exposedPort') ?? port;
      fields.at('expose').ignore('default');
      return {
        ...{ name, port },
        ...(exposedPort !== port && { exposedPort }),
        ...(fields.text('protocol') === 'UDP' && { protocol: 'UDP' as const }),
        ...readPorts(fields),
        ...readSettings(args, name),
      };
    });
}
