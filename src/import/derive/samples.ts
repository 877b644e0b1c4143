import type { ProfileInput } from '../../profile/schema/profile';
import { VERSIONS } from '../../versions';
import type { ObservedObject } from '../observed/observed-network';
import type { ImportContext } from './context';
import { readScheduling } from './scheduling';
import { readService } from './traefik/service';

type Sample = NonNullable<ProfileInput['samples']>[number];

/** The image that samples run unless the profile names another. */
const USUAL_IMAGE = `docker.io/traefik/whoami:v${VERSIONS.whoami}`;

const USUAL_RESOURCES = '{"limits":{"memory":"64Mi"},"requests":{"cpu":"10m","memory":"16Mi"}}';

const LB_POOL = 'svccontroller.k3s.cattle.io/lbpool';

/** The samples of k3s-netstack that the cluster has. Services that users made are no samples. */
export function importSamples(context: ImportContext): readonly Sample[] {
  return context
    .objects('Deployment', 'apps')
    .filter((object) => object.isOurs && object.label('app.kubernetes.io/name') === 'http-sample')
    .map((deployment) => importSample(context, deployment));
}

function importSample(context: ImportContext, deployment: ObservedObject): Sample {
  const { name, namespace } = deployment.imply();
  const spec = deployment.fields.at('spec');
  const image = spec.at('template').at('spec').list('containers')[0]?.text('image');
  const replicas = spec.number('replicas') ?? 1;
  const loadBalancer = importLoadBalancer(context, namespace, name);
  return {
    name,
    ...(namespace !== 'samples' && { namespace }),
    ...(image !== undefined && image !== USUAL_IMAGE && { image }),
    ...(replicas !== 1 && { replicas }),
    ...readScheduling(spec.at('template').at('spec'), { tolerations: 0, resources: USUAL_RESOURCES }),
    ...importIngress(context, namespace, name),
    ...importIngressRoute(context, namespace, name),
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
