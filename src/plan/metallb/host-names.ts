import { HOSTNAME_LABEL } from '../labels';
import type { Path } from '../../diagnostics/profile-path';
import { at } from '../../diagnostics/profile-path';
import type { LabelExpression, NodeSelector } from '../model';

/** A node's name in a selector. */
export interface NodeName {
  readonly name: string;
  readonly path: Path;
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
      : [{ wanted: [{ name: label, path: at(matchLabels, HOSTNAME_LABEL) }], unwanted: [] }]),
    ...matchExpressions.filter(({ key }) => key === HOSTNAME_LABEL).map(ofExpression),
  ];
}

function ofExpression(expression: LabelExpression): HostNames {
  const names = expression.values.map((name, index) => ({ name, path: at(expression, 'values', index) }));
  return {
    wanted: expression.operator === 'In' ? names : [],
    unwanted: expression.operator === 'NotIn' ? names : [],
  };
}
