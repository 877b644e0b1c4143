import type { RulePage } from '../../diagnostics';

export const unknownKey: RulePage = {
  id: 'unknown-key',
  severity: 'error',
  title: 'Unknown key',
  why: 'k3s-netstack ignores no key silently: with a misspelt key, the default would apply.',
  fix: 'Correct its spelling or its indentation, or remove it.',
};
