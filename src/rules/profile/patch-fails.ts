import type { RulePage } from '../../diagnostics';

export const patchFails: RulePage = {
  id: 'patch-fails',
  severity: 'error',
  title: 'Patch that cannot be applied',
  why: 'The object does not have what the patch refers to. It has another form in this version, or after a change of the profile.',
  fix: 'Compare the patch with the object in the rendered manifests.',
};
