import type { RulePage } from '../../diagnostics';

export const manifestObjectTaken: RulePage = {
  id: 'manifest-object-taken',
  severity: 'error',
  title: 'Own manifest has an object that k3s-netstack renders',
  why: 'The object that is applied last would replace the other one, at every apply.',
  fix: 'Remove the object from the manifest, and use a key of the profile or a patch.',
};
