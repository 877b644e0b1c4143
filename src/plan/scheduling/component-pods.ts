import { memoize } from '../../evaluation/memoize';
import type { ProfilePath } from '../../diagnostics';
import { pathOf } from '../../diagnostics';
import type { LabelMap } from '../labels';
import { HOSTNAME_LABEL } from '../labels';
import type { AffinityPlan, NetworkPlan, SamplePlan, TopologySpreadConstraint } from '../model';
import { labelPods, labelTraefikPods } from './own-pods';
import type { Toleration } from './taints';

/** The object of the plan that has the keys of where pods run. */
export interface PodOwner {
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly Toleration[];
  readonly affinity?: AffinityPlan;
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
}

/** The pods of a component: where they may run. */
export interface ComponentPods {
  /** `Traefik`, `sample "whoami"`. */
  readonly title: string;
  readonly owner: PodOwner;
  /** How they are spread; the path is that of the key that decides it. */
  readonly spread: readonly PodSpread[];
  /** All taints that they tolerate. */
  readonly tolerations: readonly Toleration[];
  /** Their labels, as far as the plan knows the values. */
  readonly labels: LabelMap;
  /** Pods of the Deployment; undefined for a DaemonSet. */
  readonly replicas?: number;
  /** Whether an update starts a new pod before it stops an old one, and waits until the new one is ready. */
  readonly surges: boolean;
}

/** One constraint of pods. */
export interface PodSpread {
  readonly path: ProfilePath;
  /** What has it: a key of the profile, or the component by default. */
  readonly by: string;
  readonly constraint: TopologySpreadConstraint;
}

/** CoreDNS has it where the profile has no constraints. */
const CORE_DNS_SPREAD: TopologySpreadConstraint = {
  topologyKey: HOSTNAME_LABEL,
  maxSkew: 1,
  whenUnsatisfiable: 'DoNotSchedule',
  matchLabelKeys: [],
};

const CRITICAL: Toleration = { key: 'CriticalAddonsOnly', operator: 'Exists' };
const CONTROL_PLANE: Toleration = {
  key: 'node-role.kubernetes.io/control-plane',
  operator: 'Exists',
  effect: 'NoSchedule',
};

/** What MetalLB's speakers always tolerate. */
export const SPEAKER_TOLERATIONS: readonly Toleration[] = [
  { ...CONTROL_PLANE, key: 'node-role.kubernetes.io/master' },
  CONTROL_PLANE,
];

/** The components whose pods a profile places. */
export const listComponentPods = memoize((plan: NetworkPlan): readonly ComponentPods[] => [
  ...describeTraefik(plan),
  ...describeCoreDns(plan),
  ...describeMetalLb(plan),
  ...plan.samples.map(describeSample),
]);

function describeTraefik(plan: NetworkPlan): readonly ComponentPods[] {
  const { traefik } = plan;
  if (traefik.mode === 'none') return [];
  const isDaemonSet = traefik.kind === 'DaemonSet';
  const onNodes = [traefik.web, traefik.websecure, ...traefik.entryPoints].some(
    ({ hostPort }) => hostPort !== undefined,
  );
  const isReplaced = traefik.certificateResolvers.length > 0 || traefik.hostNetwork || onNodes;
  return [
    {
      ...describe('Traefik', traefik, [CRITICAL, CONTROL_PLANE]),
      labels: labelTraefikPods(plan),
      ...(isDaemonSet ? { spread: [] } : { replicas: traefik.replicas }),
      surges: !isReplaced,
    },
  ];
}

function describeCoreDns({ coredns }: NetworkPlan): readonly ComponentPods[] {
  if (coredns.mode !== 'standalone') return [];
  return [
    {
      ...describe('CoreDNS', coredns, [CRITICAL, CONTROL_PLANE]),
      ...(coredns.topologySpreadConstraints === undefined && {
        spread: [
          { path: pathOf(coredns, 'replicas'), by: 'its default spread', constraint: CORE_DNS_SPREAD },
        ],
      }),
      labels: new Map([...labelPods('coredns', 'coredns-standalone'), ['k8s-app', 'kube-dns']]),
      replicas: coredns.replicas,
      surges: false,
    },
  ];
}

function describeMetalLb({ metallb }: NetworkPlan): readonly ComponentPods[] {
  if (metallb === undefined) return [];
  return [
    {
      ...describe("MetalLB's controller", metallb.controller, []),
      ...{ labels: labelPods('metallb', 'metallb', 'controller'), replicas: 1, surges: true },
    },
    {
      ...describe("MetalLB's speaker", metallb.speaker, SPEAKER_TOLERATIONS),
      ...{ labels: labelPods('metallb', 'metallb', 'speaker'), surges: false },
    },
  ];
}

/** By default an update may stop a quarter of the pods, rounded down, before a new one is ready. */
function describeSample(sample: SamplePlan): ComponentPods {
  const { name, protocol, replicas, spread } = sample;
  return {
    ...describe(`sample "${name}"`, sample, []),
    labels: labelPods(protocol === 'UDP' ? 'dns-sample' : 'http-sample', name),
    ...{ replicas, surges: !spread && replicas < 4 },
  };
}

function describe(title: string, owner: PodOwner, always: readonly Toleration[]) {
  const { tolerations, topologySpreadConstraints = [] } = owner;
  const spread = topologySpreadConstraints.map((constraint) => ({
    path: pathOf(constraint),
    by: 'topologySpreadConstraints',
    constraint,
  }));
  return { title, owner, spread, tolerations: [...always, ...tolerations] };
}
