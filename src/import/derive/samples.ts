import type { ProfileInput } from '../../profile/schema/profile';
import { VERSIONS } from '../../versions';
import type { ObservedObject } from '../observed/observed-network';
import type { ImportContext } from './context';
import { readOwnLabels, readScheduling } from './scheduling';
import { readService } from './traefik/service';

type Sample = NonNullable<ProfileInput['samples']>[number];

/** The images that samples run unless the profile names another, by the label of their Deployment. */
const USUAL_IMAGES: Readonly<Record<string, string>> = {
  'http-sample': `docker.io/traefik/whoami:v${VERSIONS.whoami}`,
  'dns-sample': `docker.io/coredns/coredns:${VERSIONS.coredns}`,
};

const USUAL_RESOURCES = '{"limits":{"memory":"64Mi"},"requests":{"cpu":"10m","memory":"16Mi"}}';

const LB_POOL = 'svccontroller.k3s.cattle.io/lbpool';

/** The samples of k3s-netstack that the cluster has. Services that users made are no samples. */
export function importSamples(context: ImportContext): readonly Sample[] {
  return context
    .objects('Deployment', 'apps')
    .filter((object) => object.isOurs && serverOf(object) in USUAL_IMAGES)
    .map((deployment) => importSample(context, deployment));
}

function serverOf(deployment: ObservedObject): string {
  return deployment.label('app.kubernetes.io/name') ?? '';
}

function importSample(context: ImportContext, deployment: ObservedObject): Sample {
  const { name, namespace } = deployment.imply();
  const spec = deployment.fields.at('spec');
  const image = spec.at('template').at('spec').list('containers')[0]?.text('image');
  const replicas = spec.number('replicas') ?? 1;
  // Without a node for a further pod, an update stops an old one first.
  const isSpread = spec.at('strategy').at('rollingUpdate').number('maxSurge') === 0;
  const loadBalancer = importLoadBalancer(context, namespace, name);
  const server = serverOf(deployment);
  context.object('ConfigMap', '', namespace, name)?.imply();
  return {
    name,
    ...(namespace !== 'samples' && { namespace }),
    ...(image !== undefined && image !== USUAL_IMAGES[server] && { image }),
    ...(server === 'dns-sample' && { protocol: 'UDP' as const }),
    ...(replicas !== 1 && { replicas }),
    ...(isSpread && { spread: true }),
    ...readScheduling(spec.at('template').at('spec'), {
      ...{ tolerations: 0, selectsOs: false },
      resources: USUAL_RESOURCES,
      ...{ own: readOwnLabels(deployment), isSpread },
    }),
    ...importIngress(context, namespace, name),
    ...importIngressRoute(context, namespace, name),
    ...importTcpRoute(context, namespace, name, deployment),
    ...importUdpRoute(context, namespace, name),
    ...importHttpRoute(context, namespace, name),
    ...(loadBalancer && { loadBalancer }),
  };
}

function importIngress(context: ImportContext, namespace: string, name: string): Pick<Sample, 'ingress'> {
  const ingress = context.object('Ingress', 'networking.k8s.io', namespace, name)?.imply();
  const spec = ingress?.fields.at('spec');
  const [rule] = spec?.list('rules') ?? [];
  const host = rule?.text('host');
  if (host === undefined) return {};
  const path = rule?.at('http').list('paths')[0]?.text('path') ?? '/';
  const tlsSecret = spec?.list('tls')[0]?.text('secretName');
  const certResolver = ingress?.annotation('traefik.ingress.kubernetes.io/router.tls.certresolver');
  return {
    ingress: {
      host,
      ...(path !== '/' && { path }),
      ...(tlsSecret !== undefined && { tlsSecret }),
      ...(certResolver !== undefined && { certResolver }),
    },
  };
}

function importIngressRoute(
  context: ImportContext,
  namespace: string,
  name: string,
): Pick<Sample, 'ingressRoute'> {
  const route = context.object('IngressRoute', 'traefik.io', namespace, name)?.imply();
  const spec = route?.fields.at('spec');
  const match = spec?.list('routes')[0]?.text('match');
  if (spec === undefined || match === undefined) return {};
  const entryPoints = [...spec.texts('entryPoints')];
  // With domains, it is that of websecure.
  const tls = spec.at('tls');
  const certResolver = tls.list('domains').length > 0 ? undefined : tls.text('certResolver');
  return {
    ingressRoute: {
      match,
      ...(entryPoints.join() !== 'websecure' && { entryPoints }),
      ...(!spec.has('tls') && { tls: false }),
      ...(certResolver !== undefined && { certResolver }),
    },
  };
}

function importTcpRoute(
  context: ImportContext,
  namespace: string,
  name: string,
  deployment: ObservedObject,
): Pick<Sample, 'ingressRouteTCP'> {
  const spec = context.object('IngressRouteTCP', 'traefik.io', namespace, name)?.imply().fields.at('spec');
  const hostSNI = /^HostSNI\(`([^`]+)`\)$/.exec(spec?.list('routes')[0]?.text('match') ?? '')?.[1];
  if (spec === undefined || hostSNI === undefined) return {};
  const entryPoints = [...spec.texts('entryPoints')];
  const volumes = deployment.fields.at('spec').at('template').at('spec').list('volumes');
  const passthroughSecret = volumes[0]?.at('secret').text('secretName');
  return {
    ingressRouteTCP: {
      hostSNI,
      ...(entryPoints.join() !== 'websecure' && { entryPoints }),
      ...(!spec.has('tls') && { tls: false }),
      ...(passthroughSecret !== undefined && { passthroughSecret }),
    },
  };
}

function importUdpRoute(
  context: ImportContext,
  namespace: string,
  name: string,
): Pick<Sample, 'ingressRouteUDP'> {
  const spec = context.object('IngressRouteUDP', 'traefik.io', namespace, name)?.imply().fields.at('spec');
  return spec === undefined ? {} : { ingressRouteUDP: { entryPoints: [...spec.texts('entryPoints')] } };
}

function importHttpRoute(context: ImportContext, namespace: string, name: string): Pick<Sample, 'httpRoute'> {
  const route = context.object('HTTPRoute', 'gateway.networking.k8s.io', namespace, name)?.imply();
  const [host] = route?.fields.at('spec').texts('hostnames') ?? [];
  return host === undefined ? {} : { httpRoute: { host } };
}

function importLoadBalancer(context: ImportContext, namespace: string, name: string): Sample['loadBalancer'] {
  const service = context.object('Service', '', namespace, name)?.imply();
  const spec = service?.fields.at('spec');
  if (service === undefined || spec?.text('type') !== 'LoadBalancer') return undefined;
  const port = spec.list('ports')[0]?.number('port') ?? 80;
  const lbpool = service.label(LB_POOL);
  return {
    ...(port !== 80 && { port }),
    ...readService(service.fields.at('metadata').at('annotations'), spec),
    ...(lbpool !== undefined && { lbpool }),
  };
}
