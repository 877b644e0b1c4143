import type { Fields } from '../observed/fields';
import { isMap } from '../observed/fields';
import type { ObservedObject } from '../observed/observed-network';
import type { ImportContext } from './context';
import type { MetalLbValues } from './metallb-values';
import { readOwnLabels, readScheduling, readUserPlacement } from './scheduling';
import { reportPodOptions } from './pod-options';

/** What the installed MetalLB itself decides of the profile. */
export interface MetalLbWorkload {
  readonly bgpBackend?: 'frr-k8s';
  readonly loadBalancerClass?: string;
  readonly controller?: MetalLbValues['controller'];
  readonly speaker?: MetalLbValues['speaker'];
  readonly frr?: MetalLbValues['frr'];
}

const IMAGE = /(?:^|\/)metallb\/(controller|speaker)(?::|@|$)/;

/** The installed MetalLB; undefined where no source has it. */
export function importWorkload(context: ImportContext): MetalLbWorkload | undefined {
  const workloads = context.observed.objects.filter(
    (object) => /^(?:Deployment|DaemonSet)$/.test(object.kind) && listContainers(object).some(isMetalLb),
  );
  if (workloads.length === 0) return undefined;
  const containers = workloads.flatMap((workload) => listContainers(workload.imply()).filter(isMetalLb));
  const backends = new Set(containers.flatMap((container) => readBackend(container) ?? []));
  const classes = new Set(containers.flatMap((container) => readClass(container) ?? []));
  const [first] = workloads;
  const controller = readPods(workloads, 'controller', 0);
  const speaker = readPods(workloads, 'speaker', 2);
  for (const workload of workloads) reportPodOptions(context, workload, ['metallb']);
  for (const container of containers) reportArguments(context, container);
  if (backends.has('frr') && first !== undefined) {
    context.notes.add({
      kind: 'unsupported',
      origin: first.origin,
      path: ['metallb', 'bgpBackend'],
      message: `${first.title}: the BGP backend "frr" is deprecated, and the profile has frr-k8s in its place.`,
    });
  }
  const [loadBalancerClass] = classes;
  return {
    ...([...backends].some((backend) => backend !== 'native') && { bgpBackend: 'frr-k8s' as const }),
    ...(loadBalancerClass !== undefined && { loadBalancerClass }),
    ...controller,
    ...speaker,
    ...readFrr(context),
  };
}

const USUAL_FRR_RESOURCES = '{"limits":{"memory":"512Mi"},"requests":{"cpu":"10m","memory":"64Mi"}}';

const USUAL_RESOURCES = '{"limits":{"memory":"256Mi"},"requests":{"cpu":"10m","memory":"64Mi"}}';

/** Where the pods of a workload run; nothing where it is as usual. Helm names a workload by its release. */
function readPods<N extends 'controller' | 'speaker'>(
  workloads: readonly ObservedObject[],
  name: N,
  tolerations: number,
): Partial<Record<N, MetalLbValues[N]>> {
  const workload = workloads.find((one) => one.name.endsWith(name));
  if (workload === undefined) return {};
  const pod = workload.fields.at('spec').at('template').at('spec');
  const scheduling = workload.isOurs
    ? readScheduling(pod, {
        ...{ tolerations, resources: USUAL_RESOURCES },
        own: readOwnLabels(workload),
      })
    : readUserPlacement(workload, name === 'speaker');
  return Object.keys(scheduling).length > 0 ? ({ [name]: scheduling } as Record<N, MetalLbValues[N]>) : {};
}

/** The resources of the container of FRR; nothing where they are as usual. */
function readFrr(context: ImportContext): Pick<MetalLbWorkload, 'frr'> {
  const daemon = context
    .objects('DaemonSet', 'apps')
    .find(({ isOurs, name }) => isOurs && name === 'frr-k8s-daemon');
  const container = daemon && listContainers(daemon).find((one) => one.text('name') === 'frr');
  const resources = container?.take('resources');
  if (!isMap(resources) || JSON.stringify(resources) === USUAL_FRR_RESOURCES) return {};
  return { frr: { resources } };
}

function listContainers({ fields }: ObservedObject): readonly Fields[] {
  return fields.at('spec').at('template').at('spec').list('containers');
}

function isMetalLb(container: Fields): boolean {
  return IMAGE.test(container.text('image') ?? '');
}

function readBackend(container: Fields): string | undefined {
  const variable = container.list('env').find((one) => one.text('name') === 'METALLB_BGP_TYPE');
  return variable?.text('value');
}

function readClass(container: Fields): string | undefined {
  const argument = container.texts('args').find((one) => one.startsWith('--lb-class='));
  return argument?.slice('--lb-class='.length);
}

/** Arguments that a profile decides, or that every MetalLB has. */
const USUAL_ARGUMENTS =
  /^--(?:port|lb-class|log-level=info|webhook-mode=enabled|tls-min-version|health-probe-port)/;

function reportArguments(context: ImportContext, container: Fields): void {
  for (const argument of container.texts('args')) {
    if (USUAL_ARGUMENTS.test(argument)) continue;
    context.unsupported(
      container.origin('args'),
      `MetalLB's ${container.text('name')}: the profile has no field for ${argument.replace(/=.*$/s, '')}.`,
      ['metallb'],
    );
  }
}
