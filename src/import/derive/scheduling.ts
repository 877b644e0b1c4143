import type { ProfileInput } from '../../profile/schema/profile';
import { list } from '../../profile/schema/scalars';
import { toleration } from '../../profile/schema/scheduling';
import type { Fields } from '../observed/fields';
import type { ObservedObject } from '../observed/observed-network';
import { isMap } from '../observed/fields';
import type { UsualAffinity } from './affinity';
import { readAffinity } from './affinity';
import type { ImportContext } from './context';

type Scheduling = Pick<
  NonNullable<ProfileInput['samples']>[number],
  | 'nodeSelector'
  | 'tolerations'
  | 'priorityClassName'
  | 'resources'
  | 'affinity'
  | 'topologySpreadConstraints'
>;

/** The annotation of a Service with what the pods of ServiceLB tolerate for it. */
export const SERVICELB_TOLERATIONS = 'svccontroller.k3s.cattle.io/tolerations';

/** What ServiceLB's pods tolerate, where Services of k3s-netstack ask for it. */
export function readServiceLbTolerations(
  context: ImportContext,
): Pick<NonNullable<ProfileInput['servicelb']>, 'tolerations'> {
  const services = context.objects('Service', '').filter(({ isOurs }) => isOurs);
  const stated = services.map((service) => service.annotation(SERVICELB_TOLERATIONS)).find(Boolean);
  const text = stated ?? context.serviceLbTolerations;
  const tolerations: unknown = text === undefined ? [] : parseJson(text);
  return Array.isArray(tolerations) && tolerations.length > 0 ? { tolerations } : {};
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the pods of a component have in any case. */
interface UsualPods extends UsualAffinity {
  /** The number of tolerations in front of those of the profile. */
  readonly tolerations: number;
  /** Whether a selector of the pods has `kubernetes.io/os` in any case. @default true */
  readonly selectsOs?: boolean;
  readonly priorityClassName?: string;
  /** The resources, as JSON. */
  readonly resources?: string;
}

/** The labels that select the pods of a workload. */
export function readOwnLabels(workload: ObservedObject): UsualAffinity['own'] {
  const labels = workload.fields.at('spec').at('selector').take('matchLabels');
  return isMap(labels) ? labels : {};
}

/** Where the pods of a component that k3s-netstack renders run, as far as the profile decides it. */
export function readScheduling(pod: Fields, usual: UsualPods): Scheduling {
  const [container] = pod.list('containers');
  return readPlacement(pod, container?.take('resources'), usual);
}

/** The labels that select the pods of the packaged Traefik. */
const PACKAGED_SELECTOR = {
  'app.kubernetes.io/name': 'traefik',
  'app.kubernetes.io/instance': 'traefik-kube-system',
};

/** Taints that the components of a profile tolerate in any case. */
const TOLERATED = [
  'node-role.kubernetes.io/control-plane',
  'node-role.kubernetes.io/master',
  'CriticalAddonsOnly',
];

/**
 * Where the pods of a workload that users installed run. What the profile cannot have stays unread.
 *
 * @param isSpeaker whether they are MetalLB's speakers, of which the profile has less
 */
export function readUserPlacement(workload: ObservedObject, isSpeaker = false): Scheduling {
  const pod = workload.fields.at('spec').at('template').at('spec');
  const selector = readSelector(pod.take('nodeSelector'), true);
  const tolerations = readUserTolerations(pod);
  return {
    ...(Object.keys(selector).length > 0 && { nodeSelector: selector }),
    ...(tolerations.length > 0 && { tolerations }),
    ...readAffinity(pod, { own: readOwnLabels(workload), isDaemonSet: isSpeaker }),
  };
}

function readUserTolerations(pod: Fields): NonNullable<Scheduling['tolerations']> {
  const all = pod.peek('tolerations');
  if (!Array.isArray(all)) return [];
  const own = all.filter((one: unknown) => !isMap(one) || !TOLERATED.includes(String(one['key'])));
  const { success } = list(toleration).safeParse(own);
  if (!success) return [];
  pod.take('tolerations');
  return own as NonNullable<Scheduling['tolerations']>;
}

/** Labels that a node must have, apart from that of the operating system. */
function readSelector(selector: unknown, selectsOs: boolean): Readonly<Record<string, string>> {
  const entries = isMap(selector) ? Object.entries(selector) : [];
  return Object.fromEntries(entries.filter(([key]) => !selectsOs || key !== 'kubernetes.io/os')) as Record<
    string,
    string
  >;
}

const CONTROL_PLANE = 'node-role.kubernetes.io/control-plane';

/** The same of the values of a chart, where the resources are beside the selector. */
export function readChartScheduling(values: Fields): Scheduling {
  const [first, second] = values.list('tolerations');
  const isOurs = first?.text('key') === 'CriticalAddonsOnly' && second?.text('key') === CONTROL_PLANE;
  return readPlacement(values, values.take('resources'), {
    ...{ tolerations: isOurs ? 2 : 0, selectsOs: false },
    own: PACKAGED_SELECTOR,
  });
}

function readPlacement(pod: Fields, resources: unknown, usual: UsualPods): Scheduling {
  const nodeSelector = readSelector(pod.take('nodeSelector'), usual.selectsOs !== false);
  const all = pod.take('tolerations');
  const tolerations = Array.isArray(all) ? all.slice(usual.tolerations) : [];
  const priorityClassName = pod.text('priorityClassName');
  const hasResources = isMap(resources) && JSON.stringify(resources) !== usual.resources;
  return {
    ...(Object.keys(nodeSelector).length > 0 && { nodeSelector }),
    ...(tolerations.length > 0 && { tolerations: tolerations as NonNullable<Scheduling['tolerations']> }),
    ...(priorityClassName !== undefined &&
      priorityClassName !== usual.priorityClassName && { priorityClassName }),
    ...(hasResources && { resources: resources }),
    ...readAffinity(pod, usual),
  };
}
