import type { RulePage } from '../../diagnostics';

export const silenceOfUnknownRule: RulePage = {
  id: 'silence-of-unknown-rule',
  severity: 'error',
  title: 'silence entry for a rule that does not exist',
  why: 'The entry silences no rule. The ID is misspelt, or the rule was removed.',
  fix: 'Copy the ID from the message, or from the list that `netstack rules` prints.',
};
