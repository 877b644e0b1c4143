import type { ProfileInput } from '../../../profile/schema/profile';
import { isMap } from '../../observed/fields';
import type { Fields } from '../../observed/fields';
import type { ObservedObject } from '../../observed/observed-network';
import type { ImportContext } from '../context';
import { reportPodOptions } from '../pod-options';
import { readOwnLabels, readScheduling, readUserPlacement } from '../scheduling';
import { Arguments } from './arguments';
import { readExtraArguments } from './extras';
import { readFurtherArguments, readLocalPlugins, readSettings } from './entry-points';
import { importAdditional, readOwn, readServiceShape } from './services';
import { readClaim, readResolverArguments, readTlsArguments } from './certificates';
import { readService } from './service';

export type TraefikValues = NonNullable<ProfileInput['traefik']>;
type EntryPoints = NonNullable<TraefikValues['entryPoints']>;

/** EntryPoints that every Traefik of a profile has. */
const OWN_ENTRY_POINTS = ['web', 'websecure', 'traefik', 'metrics'];

const USUAL_PODS = {
  tolerations: 2,
  priorityClassName: 'system-cluster-critical',
  resources: '{"limits":{"memory":"512Mi"},"requests":{"cpu":"50m","memory":"64Mi"}}',
};

/** How several pods are spread unless the profile has constraints. */
const USUAL_SPREAD = { topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' };

/** Arguments that say nothing that a profile could. */
const WITHOUT_PART = [
  ...['global.checkNewVersion', 'global.sendAnonymousUsage', 'ping', 'metrics.prometheus'],
  ...['entryPoints.traefik.address', 'entryPoints.metrics.address', 'entryPoints.web.asDefault'],
  'entryPoints.websecure.asDefault',
  ...['entryPoints.web.address', 'entryPoints.websecure.address'],
  ...['providers.kubernetesIngress.allowEmptyServices', 'providers.kubernetesCRD.allowEmptyServices'],
  ...['providers.kubernetesIngress.ingressEndpoint', 'providers.kubernetesGateway.statusAddress'],
  ...['providers.kubernetesCRD.crossProviderNamespaces'],
];

/**
 * A Traefik that was installed in place of k3s's own: its workload, its arguments and its Services.
 *
 * @param hasDashboard whether a route leads to its dashboard, as in a profile
 */
export function importStandalone(
  context: ImportContext,
  workload: ObservedObject,
  hasDashboard: boolean,
): TraefikValues {
  const spec = workload.imply().fields.at('spec');
  const container = spec
    .at('template')
    .at('spec')
    .list('containers')
    .find((one) => one.texts('args').length > 0);
  const args = new Arguments(container?.texts('args') ?? [], container?.origin('args') ?? workload.origin);
  const pod = spec.at('template').at('spec');
  const services = context
    .objects('Service', '', { namespace: workload.namespace })
    .filter((service) => isOf(service, workload));
  const replicas = spec.number('replicas') ?? 1;
  const values: TraefikValues = {
    ...(workload.kind === 'DaemonSet' && { kind: 'DaemonSet' }),
    ...(workload.kind === 'Deployment' && replicas > 1 && { replicas }),
    ...(workload.isOurs
      ? readScheduling(pod, {
          ...{ ...USUAL_PODS, own: readOwnLabels(workload) },
          constraints: workload.kind === 'Deployment' && replicas > 1 ? [USUAL_SPREAD] : [],
        })
      : readUserPlacement(workload)),
    ...readServices(services, workload.isOurs),
    ...(pod.boolean('hostNetwork') === true && { hostNetwork: true }),
    ...readIngressClassName(context, args),
    ...(workload.isOurs ? {} : readCurrentAddresses(context, services)),
    ...readArguments(args, services, container),
    ...readFurtherArguments(args),
    ...readLocalPlugins(args, pod.list('volumes'), container?.list('volumeMounts') ?? []),
    ...readResolverArguments(args, pod),
    ...readClaim(context, pod, workload.namespace),
  };
  args.value('entryPoints.websecure.http.tls');
  args.ignore(...WITHOUT_PART);
  if (hasDashboard) args.ignore('api.dashboard');
  reportPodOptions(context, workload, ['traefik']);
  return { ...values, ...readExtraArguments(context, args, workload.title) };
}

/** Whether a Service selects the pods of a workload. */
function isOf(service: ObservedObject, workload: ObservedObject): boolean {
  const selector = service.fields.at('spec').take('selector');
  const labels = workload.fields.at('spec').at('template').at('metadata').take('labels');
  return (
    isMap(selector) &&
    isMap(labels) &&
    Object.entries(selector).every(([key, value]) => labels[key] === value)
  );
}

/** The addresses that a Service of users' own Traefik has now: the one of the profile keeps them. */
function readCurrentAddresses(context: ImportContext, services: readonly ObservedObject[]): TraefikValues {
  const [main] = services.filter(({ fields }) => fields.at('spec').take('type') === 'LoadBalancer');
  const pools = context.objects('IPAddressPool', 'metallb.io');
  const ingress = main?.fields.at('status').at('loadBalancer').list('ingress') ?? [];
  const addresses = ingress.flatMap((one) => one.text('ip') ?? []);
  const isFixed =
    main !== undefined &&
    readService(main.fields.at('metadata').at('annotations'), main.fields.at('spec')).loadBalancerIPs !==
      undefined;
  if (isFixed || addresses.length === 0 || pools.length === 0) return {};
  context.comment(['traefik', 'loadBalancerIPs'], `The address that ${main?.title} has now.`);
  return { loadBalancerIPs: addresses };
}

/** With a second Service for UDP, Traefik's name is the key by which both share their address. */
function readServices(services: readonly ObservedObject[], isOurs: boolean): TraefikValues {
  const loadBalancers = services.filter(({ fields }) => fields.at('spec').take('type') === 'LoadBalancer');
  const balanced = isOurs ? services.filter(({ name }) => /^traefik(?:-udp)?$/.test(name)) : loadBalancers;
  const [main = services.find(isForClients)] = balanced;
  if (main === undefined) return {};
  for (const service of [main, ...balanced]) service.imply();
  const values = readService(main.fields.at('metadata').at('annotations'), main.fields.at('spec'));
  const { allowSharedIp, ...rest } = values;
  // A Service that asks MetalLB for something has MetalLB's class, where MetalLB has one.
  const asks = main.fields.at('spec').has('loadBalancerClass');
  const isImplied = balanced.length > 1 && allowSharedIp === 'traefik' && !asks;
  const shape = readShape(main, rest.loadBalancerIPs);
  const further = isOurs ? services.filter((one) => !balanced.includes(one)) : [];
  const additionalServices = further.map((one) => importAdditional(one.imply()));
  const service = { ...shape, ...(additionalServices.length > 0 && { additionalServices }) };
  return {
    ...rest,
    ...(allowSharedIp !== undefined && !isImplied && { allowSharedIp }),
    ...(Object.keys(service).length > 0 && { service }),
  };
}

/** Whether clients of HTTP use a Service; others are for metrics or the dashboard. */
function isForClients({ fields }: ObservedObject): boolean {
  return fields
    .at('spec')
    .list('ports')
    .some((port) => [80, 443].includes(port.number('port') ?? 0));
}

/** Of users' own Service only its type: its annotations may belong to what installed it. */
function readShape(main: ObservedObject, fixed: TraefikValues['loadBalancerIPs']) {
  const metadata = main.fields.at('metadata');
  const spec = main.fields.at('spec');
  const shape = readServiceShape(
    spec.text('type'),
    metadata.take('annotations'),
    spec,
    Array.isArray(fixed) ? fixed.length : 0,
  );
  if (!main.isOurs) return shape.type === undefined ? {} : { type: shape.type };
  const labels = readOwn(metadata.take('labels'));
  return { ...shape, ...(Object.keys(labels).length > 0 && { labels }) };
}

/** The name of the class, which the standalone Traefik has an object for. */
function readIngressClassName(context: ImportContext, args: Arguments): TraefikValues {
  const own = context
    .objects('IngressClass', 'networking.k8s.io')
    .find((one) => one.isOurs && one.name !== 'traefik');
  const ofSample = context
    .objects('Ingress', 'networking.k8s.io')
    .filter((one) => one.isOurs)
    .map((one) => one.fields.at('spec').text('ingressClassName'))[0];
  const byArgument = args.value('providers.kubernetesIngress.ingressClass');
  const name = own?.name ?? byArgument ?? ofSample ?? 'traefik';
  return name === 'traefik' ? {} : { ingressClassName: name };
}

/** The ports of an entryPoint outside the pod. Of a Service in a cluster the node port may be an assigned one. */
function readOutsidePorts(services: readonly ObservedObject[], container: Fields | undefined, name: string) {
  const manifests = services.filter(({ fields }) => fields.at('spec').take('clusterIP') === undefined);
  const ports = manifests.flatMap(({ fields }) => fields.at('spec').list('ports'));
  const nodePort = ports.find((one) => one.text('name') === name)?.number('nodePort');
  const hostPort = container
    ?.list('ports')
    .find((one) => one.text('name') === name)
    ?.number('hostPort');
  return { ...(nodePort !== undefined && { nodePort }), ...(hostPort !== undefined && { hostPort }) };
}

function readArguments(
  args: Arguments,
  services: readonly ObservedObject[],
  container: Fields | undefined,
): TraefikValues {
  const level = args.value('log.level')?.toUpperCase() as TraefikValues['logLevel'];
  const trusted = readTrustedIPs(args);
  const settings = (name: string) => ({
    ...readOutsidePorts(services, container, name),
    ...readSettings(args, name),
  });
  const entryPoints = readEntryPoints(args, services).map((one) => ({ ...one, ...settings(one.name) }));
  const web = settings('web');
  const providers = readProviders(args);
  const tls = readTlsArguments(args);
  const hasHttp3 = args.isOn('entryPoints.websecure.http3');
  args.ignore('entryPoints.websecure.http3');
  const websecure = { ...settings('websecure'), ...(hasHttp3 && { http3: true }), ...(tls && { tls }) };
  const redirect = args.value('entryPoints.web.http.redirections.entryPoint.to');
  args.ignore('entryPoints.web.http.redirections.entryPoint');
  const isIngressDefault = args.value('providers.kubernetesIngress.ingressClass') === undefined;
  return {
    ...(redirect !== undefined && { httpsRedirect: true }),
    ...(Object.keys(web).length > 0 && { web }),
    ...(Object.keys(websecure).length > 0 && { websecure }),
    ...(entryPoints.length > 0 && { entryPoints }),
    ...((args.isOn('accessLog') || args.isOn('accesslog')) && { accessLog: true }),
    ...(!args.isOn('metrics.prometheus') && { metrics: false }),
    ...(level !== undefined && level !== 'INFO' && { logLevel: level }),
    ...(trusted.length > 0 && { trustedIPs: trusted }),
    ...(args.isOn('providers.kubernetesCRD.allowCrossNamespace') && { allowCrossNamespace: true }),
    ...(allowsExternal(args) && { allowExternalNameServices: true }),
    ...(Object.keys(providers).length > 0 && { providers }),
    ...(!isIngressDefault && { defaultIngressClass: false }),
  };
}

/** The profile permits Services of type ExternalName to all providers alike. */
function allowsExternal(args: Arguments): boolean {
  const providers = ['kubernetesIngress', 'kubernetesCRD'];
  return providers.map((name) => args.isOn(`providers.${name}.allowExternalNameServices`)).includes(true);
}

function readProviders(args: Arguments): NonNullable<TraefikValues['providers']> {
  return {
    ...(!args.isOn('providers.kubernetesIngress') && { kubernetesIngress: false }),
    ...(!args.isOn('providers.kubernetesCRD') && { kubernetesCRD: false }),
    ...(args.isOn('providers.kubernetesGateway') && { kubernetesGateway: true }),
  };
}

/** The profile trusts the same proxies on web and websecure. */
function readTrustedIPs(args: Arguments): string[] {
  const lists = ['web', 'websecure'].map((name) =>
    args.value(`entryPoints.${name}.forwardedHeaders.trustedIPs`),
  );
  return [...new Set(lists.flatMap((list) => list?.split(',') ?? []))];
}

function readEntryPoints(args: Arguments, services: readonly ObservedObject[]): EntryPoints {
  const ports = services.flatMap(({ fields }) => fields.at('spec').list('ports'));
  return args.entryPoints
    .filter((name) => !OWN_ENTRY_POINTS.includes(name))
    .map((name) => {
      const address = args.value(`entryPoints.${name}.address`) ?? '';
      const [, digits = '0', protocol = 'tcp'] = /:(\d+)(?:\/(\w+))?$/.exec(address) ?? [];
      const port = Number(digits);
      const exposed = ports.find((one) => one.text('name') === name)?.number('port') ?? port;
      return {
        ...{ name, port },
        ...(exposed !== port && { exposedPort: exposed }),
        ...(protocol === 'udp' && { protocol: 'UDP' as const }),
      };
    });
}
