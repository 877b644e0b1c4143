import type { Fields } from '../observed/fields';
import type { ObservedObject } from '../observed/observed-network';
import type { ImportContext } from './context';
import { reportPodOptions } from './pod-options';

/** What the installed MetalLB itself decides of the profile. */
export interface MetalLbWorkload {
  readonly bgpBackend?: 'frr-k8s';
  readonly loadBalancerClass?: string;
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
  };
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
