import type { ProfilePath } from '../../diagnostics';
import { pathOf } from '../../diagnostics';
import type { ComponentPods, NetworkPlan } from '../../plan';
import { listComponentPods, listNodeLabels, UNKNOWABLE_LABELS } from '../../plan';
import type { NetworkRule } from '../network-rule';

const REMEDY = 'Add the label to nodeLabel of each node, or write kubernetes.io/hostname.';

export const podsTopologyKeyUnknown: NetworkRule = {
  id: 'pods-topology-key-unknown',
  severity: 'warning',
  title: 'No node of the profile has the label of a topologyKey',
  why:
    'Nodes without the label are in no domain. DoNotSchedule and a required podAffinity then leave every pod Pending; ' +
    'ScheduleAnyway and podAntiAffinity have no effect.',
  fix: 'Add the label to nodeLabel of every node, or use a label that the nodes have, such as kubernetes.io/hostname.',
  check(plan, report, source) {
    for (const pods of listComponentPods(plan)) {
      for (const { path, topologyKey, key, isStrict } of listTopologyKeys(pods)) {
        if (isKnown(plan, topologyKey)) continue;
        report({
          path,
          message: `No node has the label ${source.quote(path)}, by which ${key} of ${pods.title} groups nodes.`,
          hint: `${isStrict ? 'The pods would stay Pending' : 'It would have no effect'}. ${REMEDY}`,
        });
      }
    }
  },
};

interface TopologyKey {
  readonly path: ProfilePath;
  readonly topologyKey: string;
  /** The key of the profile that has it. */
  readonly key: string;
  /** Whether pods need a node with the label. */
  readonly isStrict: boolean;
}

function listTopologyKeys({ owner, replicas }: ComponentPods): readonly TopologyKey[] {
  const { affinity, topologySpreadConstraints } = owner;
  // A DaemonSet is installed without constraints.
  const constraints = replicas === undefined ? [] : (topologySpreadConstraints ?? []);
  return [
    ...constraints.map((one) => ({
      ...{ path: pathOf(one, 'topologyKey'), topologyKey: one.topologyKey, key: 'topologySpreadConstraints' },
      isStrict: one.whenUnsatisfiable === 'DoNotSchedule',
    })),
    ...(['podAffinity', 'podAntiAffinity'] as const).flatMap((key) => {
      const required = affinity?.[key]?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
      const preferred = affinity?.[key]?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
      return [
        ...required.map((term) => ({ term, isStrict: key === 'podAffinity' })),
        ...preferred.map(({ podAffinityTerm: term }) => ({ term, isStrict: false })),
      ].map(({ term, isStrict }) => ({
        ...{ path: pathOf(term, 'topologyKey'), topologyKey: term.topologyKey, key, isStrict },
      }));
    }),
  ];
}

function isKnown({ nodes }: NetworkPlan, key: string): boolean {
  return UNKNOWABLE_LABELS.has(key) || nodes.some((node) => listNodeLabels(node).has(key));
}
