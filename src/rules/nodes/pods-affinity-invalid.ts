import type { ProfilePath } from '../../diagnostics';
import { pathOf } from '../../diagnostics';
import type { ComponentPods, NodeRequirement, PodSelector, TopologySpreadConstraint } from '../../plan';
import { listComponentPods } from '../../plan';
import type { NetworkRule } from '../network-rule';
import type { SelectorMistake } from '../selector-mistakes';
import { listExpressionMistakes, listSelectorMistakes } from '../selector-mistakes';

export const podsAffinityInvalid: NetworkRule = {
  id: 'pods-affinity-invalid',
  severity: 'error',
  title: 'Invalid affinity or topologySpreadConstraint',
  why:
    'The API server rejects the Deployment or DaemonSet. In and NotIn need values, Exists and DoesNotExist have none, ' +
    'and Gt and Lt have one integer. minDomains needs DoNotSchedule. Two constraints differ in topologyKey or ' +
    'whenUnsatisfiable. matchLabelKeys names no key of labelSelector.',
  fix: 'Correct the condition.',
  check(plan, report, source) {
    for (const pods of listComponentPods(plan)) {
      const mistakes = [
        ...listRequirements(pods).flatMap(findRequirementMistakes),
        ...listPodSelectors(pods).flatMap(listSelectorMistakes),
        ...(pods.owner.topologySpreadConstraints ?? []).flatMap((one, index, all) =>
          findConstraintMistakes(pods, one, all.slice(0, index)),
        ),
      ];
      for (const { path, what, hint } of mistakes) {
        report({ path, message: `${source.quote(path)} ${what}.`, hint });
      }
    }
  },
};

function listRequirements({ owner }: ComponentPods): readonly NodeRequirement[] {
  const {
    requiredDuringSchedulingIgnoredDuringExecution: required,
    preferredDuringSchedulingIgnoredDuringExecution: preferred = [],
  } = owner.affinity?.nodeAffinity ?? {};
  const terms = [...(required?.nodeSelectorTerms ?? []), ...preferred.map(({ preference }) => preference)];
  return terms.flatMap(({ matchExpressions }) => matchExpressions);
}

function findRequirementMistakes(requirement: NodeRequirement): readonly SelectorMistake[] {
  const { operator, values } = requirement;
  if (operator !== 'Gt' && operator !== 'Lt') return listExpressionMistakes(requirement);
  if (values.length === 1 && /^-?\d+$/.test(values[0] ?? '')) return [];
  return [
    {
      path: pathOf(requirement, 'operator'),
      what: 'needs one integer',
      hint: "Write values: ['4'], for example.",
    },
  ];
}

function listPodSelectors({ owner }: ComponentPods): readonly PodSelector[] {
  const { affinity, topologySpreadConstraints = [] } = owner;
  const terms = [affinity?.podAffinity, affinity?.podAntiAffinity].flatMap((one) => [
    ...(one?.requiredDuringSchedulingIgnoredDuringExecution ?? []),
    ...(one?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map(
      ({ podAffinityTerm }) => podAffinityTerm,
    ),
  ]);
  return [
    ...terms.flatMap(({ labelSelector, namespaceSelector }) => [
      labelSelector ?? [],
      namespaceSelector ?? [],
    ]),
    ...topologySpreadConstraints.map(({ labelSelector }) => labelSelector ?? []),
  ].flat();
}

function findConstraintMistakes(
  { labels }: ComponentPods,
  constraint: TopologySpreadConstraint,
  earlier: readonly TopologySpreadConstraint[],
): readonly SelectorMistake[] {
  const { topologyKey, whenUnsatisfiable, minDomains, labelSelector, matchLabelKeys } = constraint;
  const at = (...keys: ProfilePath): ProfilePath => pathOf(constraint, ...keys);
  const isTwin = earlier.some(
    (one) => one.topologyKey === topologyKey && one.whenUnsatisfiable === whenUnsatisfiable,
  );
  const selected = new Set(
    labelSelector === undefined
      ? OWN_SELECTOR.filter((key) => labels.has(key))
      : [...Object.keys(labelSelector.matchLabels), ...labelSelector.matchExpressions.map(({ key }) => key)],
  );
  return [
    ...(minDomains !== undefined && whenUnsatisfiable === 'ScheduleAnyway'
      ? [
          {
            path: at('minDomains'),
            what: 'needs whenUnsatisfiable: DoNotSchedule',
            hint: 'Remove minDomains.',
          },
        ]
      : []),
    ...(isTwin
      ? [
          {
            path: at('topologyKey'),
            what: `is in an earlier constraint with ${whenUnsatisfiable}`,
            hint: 'Remove one of the two.',
          },
        ]
      : []),
    ...matchLabelKeys.flatMap((key, index) =>
      selected.has(key)
        ? [
            {
              path: at('matchLabelKeys', index),
              what: 'is a key of labelSelector too',
              hint: 'Remove it: the selector compares the label already.',
            },
          ]
        : [],
    ),
  ];
}

/** The labels that select a component's pods where the profile has no labelSelector. */
const OWN_SELECTOR = [
  'app.kubernetes.io/name',
  'app.kubernetes.io/instance',
  'app.kubernetes.io/component',
] as const;
