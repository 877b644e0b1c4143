import type { RulePage } from '../../diagnostics';

export const unknownKey: RulePage = {
  id: 'unknown-key',
  severity: 'error',
  title: 'A key that means nothing where it stands',
  why: 'A key that nobody reads is a wish that nobody grants: the cluster would run with the default instead.',
  fix: 'Correct its spelling or its indentation, or remove it.',
};
