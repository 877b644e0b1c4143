import type { ClusterFiles } from '../synth/cluster-files';

/** What was written for a cluster, and the commands that bring it there. */
export function nextSteps({ plan, manifests, files }: ClusterFiles, folder: string): string {
  const objects = manifests.reduce((sum, manifest) => sum + manifest.objects.length, 0);
  return `${plan.cluster}: ${files.size} files, ${objects} objects in ${folder}\n`;
}
