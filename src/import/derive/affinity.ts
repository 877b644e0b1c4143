import type { ProfileInput } from '../../profile/schema/profile';
import {
  affinity as affinitySchema,
  daemonSetAffinity,
  topologySpreadConstraints,
} from '../../profile/schema/affinity';
import type { Fields } from '../observed/fields';
import { isMap } from '../observed/fields';

type Sample = NonNullable<ProfileInput['samples']>[number];

/** Where pods run beside other pods, as the profile has it. */
export type ImportedAffinity = Pick<Sample, 'affinity' | 'topologySpreadConstraints'>;

/** What the pods of a component have in any case. */
export interface UsualAffinity {
  /** The labels that select the pods: the profile leaves such a selector out. */
  readonly own: Readonly<Record<string, unknown>>;
  /** Constraints that the component has where the profile has none. @default none */
  readonly constraints?: readonly Readonly<Record<string, unknown>>[];
  /** Whether the pods are those of a DaemonSet that has less of an affinity in the profile. @default false */
  readonly isDaemonSet?: boolean;
  /** Whether the first term of podAntiAffinity is that of `spread`. @default false */
  readonly isSpread?: boolean;
}

/** The affinity and the constraints of pods. What the profile cannot have stays unread. */
export function readAffinity(pod: Fields, usual: UsualAffinity): ImportedAffinity {
  return { ...readOwnAffinity(pod, usual), ...readConstraints(pod, usual) };
}

function readOwnAffinity(pod: Fields, usual: UsualAffinity): ImportedAffinity {
  const { own, isSpread = false, isDaemonSet = false } = usual;
  const value = pod.peek('affinity');
  if (!isMap(value)) return {};
  const affinity = dropEmpty({
    nodeAffinity: value['nodeAffinity'],
    podAffinity: readTerms(value['podAffinity'], own),
    podAntiAffinity: readTerms(value['podAntiAffinity'], own, isSpread),
  });
  if (!(isDaemonSet ? daemonSetAffinity : affinitySchema).safeParse(affinity).success) return {};
  pod.take('affinity');
  return Object.keys(affinity).length > 0 ? { affinity: affinity } : {};
}

function readTerms(value: unknown, own: UsualAffinity['own'], isSpread = false): unknown {
  if (!isMap(value)) return value;
  const required = value['requiredDuringSchedulingIgnoredDuringExecution'];
  const preferred = value['preferredDuringSchedulingIgnoredDuringExecution'];
  const terms = dropEmpty({
    ...value,
    requiredDuringSchedulingIgnoredDuringExecution: Array.isArray(required)
      ? required.slice(isSpread ? 1 : 0).map((term: unknown) => dropOwnSelector(term, own))
      : required,
    preferredDuringSchedulingIgnoredDuringExecution: Array.isArray(preferred)
      ? preferred.map((one: unknown) =>
          isMap(one) ? { ...one, podAffinityTerm: dropOwnSelector(one['podAffinityTerm'], own) } : one,
        )
      : preferred,
  });
  return Object.keys(terms).length > 0 ? terms : undefined;
}

function readConstraints(pod: Fields, { own, constraints: usual = [] }: UsualAffinity): ImportedAffinity {
  const value = pod.peek('topologySpreadConstraints');
  const list = Array.isArray(value) ? value.map((one: unknown) => readConstraint(one, own)) : [];
  if (!topologySpreadConstraints.safeParse(list).success) return {};
  pod.take('topologySpreadConstraints');
  if (JSON.stringify(list) === JSON.stringify(usual)) return {};
  return { topologySpreadConstraints: list as NonNullable<Sample['topologySpreadConstraints']> };
}

/** In the order of the profile; the greatest skew by default is 1. */
function readConstraint(value: unknown, own: UsualAffinity['own']): unknown {
  if (!isMap(value)) return value;
  const { topologyKey, maxSkew, whenUnsatisfiable, ...rest } = dropOwnSelector(value, own);
  return { topologyKey, ...(maxSkew !== 1 && { maxSkew }), whenUnsatisfiable, ...rest };
}

function dropOwnSelector(value: unknown, own: UsualAffinity['own']): Readonly<Record<string, unknown>> {
  const { labelSelector, ...rest } = isMap(value) ? value : {};
  return isOwn(labelSelector, own) ? rest : { ...rest, labelSelector };
}

function isOwn(selector: unknown, own: UsualAffinity['own']): boolean {
  if (!isMap(selector) || !isMap(selector['matchLabels']) || selector['matchExpressions'] !== undefined) {
    return false;
  }
  const labels = selector['matchLabels'];
  const keys = new Set([...Object.keys(labels), ...Object.keys(own)]);
  return [...keys].every((key) => labels[key] === own[key]);
}

function dropEmpty(map: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const isFilled = ([, value]: [string, unknown]) =>
    value !== undefined && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(map).filter(isFilled));
}
