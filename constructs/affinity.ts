import type { k8s } from 'cdk8s-plus-27';
import type { Labels } from './labels';

/**
 * An affinity in which each term without a label selector is about the pods with these labels. Kubernetes itself ignores
 * a term without a label selector.
 */
export function completeAffinity(
  { nodeAffinity, podAffinity, podAntiAffinity }: k8s.Affinity,
  own: Labels,
): k8s.Affinity {
  return {
    ...(nodeAffinity && { nodeAffinity }),
    ...(podAffinity && { podAffinity: completeTerms(podAffinity, own) }),
    ...(podAntiAffinity && { podAntiAffinity: completeTerms(podAntiAffinity, own) }),
  };
}

/** The affinity as a field of a pod; nothing where there is none. */
export function placePods(affinity: k8s.Affinity | undefined, own: Labels): Pick<k8s.PodSpec, 'affinity'> {
  return affinity === undefined ? {} : { affinity: completeAffinity(affinity, own) };
}

type PodTerms = Pick<
  k8s.PodAffinity,
  'requiredDuringSchedulingIgnoredDuringExecution' | 'preferredDuringSchedulingIgnoredDuringExecution'
>;

function completeTerms(terms: PodTerms, own: Labels): PodTerms {
  const {
    requiredDuringSchedulingIgnoredDuringExecution: required,
    preferredDuringSchedulingIgnoredDuringExecution: preferred,
  } = terms;
  return {
    ...(required && {
      requiredDuringSchedulingIgnoredDuringExecution: required.map((term) => completeTerm(term, own)),
    }),
    ...(preferred && {
      preferredDuringSchedulingIgnoredDuringExecution: preferred.map(({ weight, podAffinityTerm }) => ({
        weight,
        podAffinityTerm: completeTerm(podAffinityTerm, own),
      })),
    }),
  };
}

function completeTerm(term: k8s.PodAffinityTerm, own: Labels): k8s.PodAffinityTerm {
  return { ...term, labelSelector: term.labelSelector ?? { matchLabels: { ...own } } };
}
