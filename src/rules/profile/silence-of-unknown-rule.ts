import type { RulePage } from '../../diagnostics';

export const silenceOfUnknownRule: RulePage = {
  id: 'silence-of-unknown-rule',
  severity: 'error',
  title: 'A silence entry names a rule that does not exist',
  why:
    'Nothing would be silenced, and whoever reads the profile would believe that something is. ' +
    'The id is misspelt, or the rule is gone.',
  fix: 'Copy the id from the message, or from the list that `netstack rules` prints.',
};
