import type { RulePage } from '../../diagnostics';

export const patchTargetMissing: RulePage = {
  id: 'patch-target-missing',
  severity: 'error',
  title: 'Patch for an object that is not rendered',
  why: 'The patch would have no effect. An object gets another name, or is no longer rendered, when a key of the profile or a version changes.',
  fix: 'Write kind, name and namespace of an object in the rendered manifests, or remove the patch.',
};
