import type { RulePage } from '../../diagnostics';

export const patchBreaksObject: RulePage = {
  id: 'patch-breaks-object',
  severity: 'error',
  title: 'Patch that breaks an object',
  why: 'Other objects, the next steps and the checks refer to an object by its kind, its name and its labels, and a workload selects its pods by their labels.',
  fix: 'Patch other fields. For another name or other labels, add an object of your own with manifests.',
};
