import type { RulePage } from '../../diagnostics';

export const invalidValue: RulePage = {
  id: 'invalid-value',
  severity: 'error',
  title: 'Value that the key does not accept',
  why:
    'k3s-netstack cannot read the value, or k3s would read it differently. Rules that need it are skipped until it ' +
    'can be read.',
  fix: 'Write a value of the form that the message names.',
};
