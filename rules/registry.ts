import type { Rule } from '../network';
import { addressPlan } from './address-plan';
import { nodes } from './nodes';

/** A folder of rules. */
export interface RuleFamily {
  /** The folder's name. */
  readonly id: string;
  readonly title: string;
  readonly rules: readonly Rule[];
}

/** In the order in which the documentation lists them. */
export const FAMILIES: readonly RuleFamily[] = [
  { id: 'address-plan', title: 'Address plan', rules: addressPlan },
  { id: 'nodes', title: 'Nodes', rules: nodes },
];

/** Every rule there is. */
export const RULES: readonly Rule[] = FAMILIES.flatMap((family) => family.rules);
