import type { RulePage } from '../../diagnostics';

export const patchChangesNothing: RulePage = {
  id: 'patch-changes-nothing',
  severity: 'error',
  title: 'Patch that changes nothing',
  why: 'The object already has what the patch sets, or the patch is empty. It would hide that the object follows from another key now.',
  fix: 'Remove the patch.',
};
