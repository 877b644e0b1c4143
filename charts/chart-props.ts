import type { NetworkPlan } from '../src/plan';
import { deriveCoreDnsProps } from './from-plan/coredns-props';
import { deriveMetalLbConfigProps } from './from-plan/metallb-config-props';
import { deriveMetalLbCrdsProps, deriveMetalLbProps } from './from-plan/metallb-props';
import { deriveNamespacesProps } from './from-plan/namespaces-props';
import {
  deriveOwnCrdsProps,
  deriveOwnManifestsProps,
  deriveOwnNamespacesProps,
} from './from-plan/own-manifests-props';
import { deriveSamplesProps } from './from-plan/samples-props';
import { deriveTraefikConfigProps } from './from-plan/traefik-config-props';
import { deriveTraefikCrdsProps, deriveTraefikProps } from './from-plan/traefik-props';

/**
 * What derives the props of each chart from a plan, in the order in which the charts are applied; undefined where the
 * cluster does not have the chart. The key is the chart's ID, `netstack-30-metallb`: the name of its file without the
 * extension, and the name of k3s's Addon. The number orders the files for kubectl and for k3s's deploy controller. It belongs
 * to the chart and never changes, so an Addon keeps its name when other charts are added or removed.
 */
export const CHART_PROPS = {
  'netstack-00-namespaces': deriveNamespacesProps,
  'netstack-02-own-namespaces': deriveOwnNamespacesProps,
  'netstack-10-metallb-crds': deriveMetalLbCrdsProps,
  'netstack-12-traefik-crds': deriveTraefikCrdsProps,
  'netstack-14-own-crds': deriveOwnCrdsProps,
  'netstack-20-coredns': deriveCoreDnsProps,
  'netstack-30-metallb': deriveMetalLbProps,
  'netstack-40-traefik': deriveTraefikProps,
  'netstack-45-traefik-config': deriveTraefikConfigProps,
  'netstack-50-metallb-config': deriveMetalLbConfigProps,
  'netstack-60-samples': deriveSamplesProps,
  'netstack-70-own-manifests': deriveOwnManifestsProps,
} satisfies Readonly<Record<string, (plan: NetworkPlan) => object | undefined>>;

/** The ID of a chart. */
export type ChartId = keyof typeof CHART_PROPS;

/** The props of a chart that a cluster has. */
export type PropsOf<Id extends ChartId> = NonNullable<ReturnType<(typeof CHART_PROPS)[Id]>>;
