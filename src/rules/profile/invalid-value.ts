import type { RulePage } from '../../diagnostics';

export const invalidValue: RulePage = {
  id: 'invalid-value',
  severity: 'error',
  title: 'A value that its key does not take',
  why:
    'It cannot be read as what the key is for, or programs on the way to the cluster would read it differently. ' +
    'Rules that need it stay silent until it can be read.',
  fix: 'Write a value of the form that the message names.',
};
