import type { RulePage } from '../../diagnostics';

export const patchTargetAmbiguous: RulePage = {
  id: 'patch-target-ambiguous',
  severity: 'error',
  title: 'Patch whose target is several objects',
  why: 'Kind and name identify an object only within a namespace.',
  fix: 'Add the namespace to the target.',
};
