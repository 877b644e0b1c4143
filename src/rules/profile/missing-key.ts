import type { RulePage } from '../../diagnostics';

export const missingKey: RulePage = {
  id: 'missing-key',
  severity: 'error',
  title: 'A key that has to be there is missing',
  why: 'There is no default that would be right: only you know the k3s version, the LAN and the nodes.',
  fix: 'Add the key with its value.',
};
