import { HOSTNAME_LABEL } from '../labels';
import type { ProfilePath } from '../../diagnostics/profile-path';
import { pathOf } from '../../diagnostics/profile-path';
import type { LabelRequirement, NodeSelector } from '../model';

/** A node's name in a selector. */
export interface NodeName {
  readonly name: string;
  readonly path: ProfilePath;
}

/** One requirement of a selector on the name of a node: one of `wanted`, or none of `unwanted`. */
export interface HostNames {
  readonly wanted: readonly NodeName[];
  readonly unwanted: readonly NodeName[];
}

/** What a selector asks of the names of nodes. */
export function hostNamesOf({ matchLabels, matchExpressions }: NodeSelector): readonly HostNames[] {
  const label = matchLabels[HOSTNAME_LABEL];
  return [
    ...(label === undefined
      ? []
      : [{ wanted: [{ name: label, path: pathOf(matchLabels, HOSTNAME_LABEL) }], unwanted: [] }]),
    ...matchExpressions.filter(({ key }) => key === HOSTNAME_LABEL).map(ofExpression),
  ];
}

function ofExpression(expression: LabelRequirement): HostNames {
  const names = expression.values.map((name, index) => ({ name, path: pathOf(expression, 'values', index) }));
  return {
    wanted: expression.operator === 'In' ? names : [],
    unwanted: expression.operator === 'NotIn' ? names : [],
  };
}
