import type { BaseFiles } from '../profile/base-files';
import type { CheckedProfile } from '../rules/check-profile';
import { checkProfile } from '../rules/check-profile';

/**
 * The same as `checkCluster`, for a run that may render nothing: cdk8s is evaluated only for a profile with manifests or
 * patches of its own. Evaluating it takes longer than all rules.
 *
 * @param bases files that profiles of the same run extend
 */
export async function checkClusterFile(
  file: string,
  bases?: BaseFiles,
  content?: string,
): Promise<CheckedProfile> {
  const checked = checkProfile(file, bases, content);
  const { patches = [], ownObjects = [] } = checked.plan ?? {};
  if (patches.length === 0 && ownObjects.length === 0) return checked;
  const { checkCluster } = await import('./check-objects.js');
  return checkCluster(file, bases, content);
}
