import type { RulePage } from '../../diagnostics';

export const missingKey: RulePage = {
  id: 'missing-key',
  severity: 'error',
  title: 'Required key is missing',
  why: 'No default would be right: only you know the k3s version, the LAN and the nodes.',
  fix: 'Add the key with its value.',
};
