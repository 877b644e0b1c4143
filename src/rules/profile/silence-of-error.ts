import type { RulePage } from '../../diagnostics';

export const silenceOfError: RulePage = {
  id: 'silence-of-error',
  severity: 'error',
  title: 'silence entry for a rule that reports errors',
  why: 'An error means that the network cannot work. It cannot be silenced.',
  fix: 'Fix the error and remove the entry.',
};
