import type { k8s } from 'cdk8s-plus-27';
import type { TopologySpread } from '../../constructs/topology-spread';
import type {
  AffinityPlan,
  NodeAffinityPlan,
  NodeSelectorTerm,
  PodAffinityTerm,
  PodSelector,
  TopologySpreadConstraint,
} from '../../src/plan';
import { omitEmpty, omitEmptyList, omitUndefined } from './omit';

type PodTerms = NonNullable<AffinityPlan['podAffinity']>;

/** The affinity without empty lists; undefined where nothing is in it. */
export function deriveAffinity(affinity: AffinityPlan | undefined): k8s.Affinity | undefined {
  if (affinity === undefined) return undefined;
  const { nodeAffinity, podAffinity, podAntiAffinity } = affinity;
  return omitEmpty(
    omitUndefined<k8s.Affinity>({
      nodeAffinity: nodeAffinity && deriveNodeAffinity(nodeAffinity),
      podAffinity: podAffinity && deriveTerms(podAffinity),
      podAntiAffinity: podAntiAffinity && deriveTerms(podAntiAffinity),
    }),
  );
}

function deriveNodeAffinity(affinity: NodeAffinityPlan): k8s.NodeAffinity | undefined {
  const {
    requiredDuringSchedulingIgnoredDuringExecution: required,
    preferredDuringSchedulingIgnoredDuringExecution: preferred = [],
  } = affinity;
  return omitEmpty(
    omitUndefined<k8s.NodeAffinity>({
      requiredDuringSchedulingIgnoredDuringExecution: required && {
        nodeSelectorTerms: required.nodeSelectorTerms.map(deriveTerm),
      },
      preferredDuringSchedulingIgnoredDuringExecution: copyList(
        preferred.map(({ weight, preference }) => ({ weight, preference: deriveTerm(preference) })),
      ),
    }),
  );
}

function deriveTerm({ matchExpressions, matchFields }: NodeSelectorTerm): k8s.NodeSelectorTerm {
  return omitUndefined({
    matchExpressions: copyList(matchExpressions.map(deriveRequirement)),
    matchFields: copyList(matchFields.map(deriveRequirement)),
  });
}

function deriveRequirement({ key, operator, values }: Requirement) {
  return omitUndefined({ key, operator, values: copyList(values) });
}

interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

function deriveTerms(terms: PodTerms): k8s.PodAffinity | undefined {
  return omitEmpty(
    omitUndefined<k8s.PodAffinity>({
      requiredDuringSchedulingIgnoredDuringExecution: copyList(
        terms.requiredDuringSchedulingIgnoredDuringExecution.map(derivePodTerm),
      ),
      preferredDuringSchedulingIgnoredDuringExecution: copyList(
        terms.preferredDuringSchedulingIgnoredDuringExecution.map(({ weight, podAffinityTerm }) => ({
          weight,
          podAffinityTerm: derivePodTerm(podAffinityTerm),
        })),
      ),
    }),
  );
}

function derivePodTerm(term: PodAffinityTerm): k8s.PodAffinityTerm {
  const { topologyKey, labelSelector, namespaces, namespaceSelector } = term;
  return omitUndefined({
    topologyKey,
    labelSelector: labelSelector && deriveSelector(labelSelector),
    namespaces: copyList(namespaces),
    namespaceSelector: namespaceSelector && deriveSelector(namespaceSelector),
  });
}

/** Kubernetes selects everything by a selector without conditions, so an empty one stays. */
function deriveSelector({ matchLabels, matchExpressions }: PodSelector): k8s.LabelSelector {
  return omitUndefined({
    matchLabels: omitEmpty({ ...matchLabels }),
    matchExpressions: copyList(matchExpressions.map(deriveRequirement)),
  });
}

/** The constraints; an empty list stays, because it replaces the component's own. */
export function deriveSpread(
  constraints: readonly TopologySpreadConstraint[] | undefined,
): readonly TopologySpread[] | undefined {
  return constraints?.map(({ labelSelector, matchLabelKeys, ...rest }) =>
    omitUndefined<TopologySpread>({
      ...rest,
      labelSelector: labelSelector && deriveSelector(labelSelector),
      matchLabelKeys: omitEmptyList(matchLabelKeys),
    }),
  );
}

function copyList<T>(list: readonly T[]): T[] | undefined {
  return list.length > 0 ? [...list] : undefined;
}
