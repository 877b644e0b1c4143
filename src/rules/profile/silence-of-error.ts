import type { RulePage } from '../../diagnostics';

export const silenceOfError: RulePage = {
  id: 'silence-of-error',
  severity: 'error',
  title: 'A silence entry names a rule whose findings are errors',
  why: 'An error says that the network cannot work. Not to read it does not make it work.',
  fix: 'Mend what the error says and remove the entry.',
};
