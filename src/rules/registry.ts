import type { RulePage } from '../diagnostics';
import { addressPlan } from './address-plan';
import { expectations } from './expectations';
import { flannel } from './flannel';
import { coredns } from './coredns';
import { live } from './live';
import { loadBalancer } from './load-balancer';
import { metallb } from './metallb';
import { nodes } from './nodes';
import { profile } from './profile';
import { releases } from './releases';
import { samples } from './samples';
import { traefik } from './traefik';
import type { LiveRule } from './live-rule';
import type { NetworkRule } from './network-rule';

/** A folder of rules. */
export interface RuleFamily {
  /** The folder's name. */
  readonly id: string;
  readonly title: string;
  readonly rules: readonly RulePage[];
}

/** In the order in which the documentation lists them. */
export const FAMILIES: readonly RuleFamily[] = [
  { id: 'profile', title: 'Profile', rules: profile },
  { id: 'releases', title: 'k3s releases', rules: releases },
  { id: 'address-plan', title: 'Address plan', rules: addressPlan },
  { id: 'nodes', title: 'Nodes', rules: nodes },
  { id: 'flannel', title: 'Flannel', rules: flannel },
  { id: 'coredns', title: 'CoreDNS', rules: coredns },
  { id: 'traefik', title: 'Traefik', rules: traefik },
  { id: 'load-balancer', title: 'ServiceLB and load balancers', rules: loadBalancer },
  { id: 'metallb', title: 'MetalLB', rules: metallb },
  { id: 'samples', title: 'Samples', rules: samples },
  { id: 'expectations', title: 'Expectations', rules: expectations },
  { id: 'live', title: 'Running cluster', rules: live },
];

/** Everything that can be reported, what the loader finds included. */
export const PAGES: readonly RulePage[] = FAMILIES.flatMap((family) => family.rules);

/** Every rule that is checked on a plan. */
export const RULES: readonly NetworkRule[] = PAGES.filter((page): page is NetworkRule => 'check' in page);

/** Every rule that compares a profile with a running cluster. */
export const LIVE_RULES: readonly LiveRule[] = live;
