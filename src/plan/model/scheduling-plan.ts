import type { Profile } from '../../profile/schema/profile';
import type { Immutable } from './derived';

type ProfileSample = Profile['samples'][number];

type WholeAffinity = Immutable<NonNullable<ProfileSample['affinity']>>;

/** Nodes that pods need or prefer. */
export type NodeAffinityPlan = Partial<NonNullable<WholeAffinity['nodeAffinity']>>;

/** Nodes and other pods that pods need, prefer or avoid; the speaker's has required nodes only. */
export type AffinityPlan = Partial<Omit<WholeAffinity, 'nodeAffinity'>> & {
  readonly nodeAffinity?: NodeAffinityPlan;
};

/** Which nodes, by labels and names. */
export type NodeSelectorTerm = NonNullable<
  NodeAffinityPlan['requiredDuringSchedulingIgnoredDuringExecution']
>['nodeSelectorTerms'][number];

/** A condition on a node label. */
export type NodeRequirement = NodeSelectorTerm['matchExpressions'][number];

/** Other pods in a domain. */
export type PodAffinityTerm = NonNullable<
  WholeAffinity['podAntiAffinity']
>['requiredDuringSchedulingIgnoredDuringExecution'][number];

/** Which pods, by label. */
export type PodSelector = NonNullable<PodAffinityTerm['labelSelector']>;

/** How pods are spread over domains of nodes. */
export type TopologySpreadConstraint = Immutable<
  NonNullable<ProfileSample['topologySpreadConstraints']>[number]
>;
