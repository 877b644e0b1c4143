import { clusterNameOf } from '../diagnostics/cluster-name';
import { OWN_COMMAND } from '../terminal/own-command';
import { quoteCommand } from '../terminal/quote-command';
import { visible } from '../terminal/visible';
import type { ClusterFiles } from './cluster-files';

/** One line: what was written for a cluster. */
export function summarize({ plan, manifests }: ClusterFiles, folder: string): string {
  const objects = manifests.reduce((sum, manifest) => sum + manifest.objects.length, 0);
  const parts = [
    count(plan.nodes.length, 'node file'),
    `${count(manifests.length, 'manifest')} (${count(objects, 'object')})`,
  ];
  return `${visible(`${plan.cluster}: ${parts.join(', ')} in ${folder}`)}\n`;
}

/** One line: the command that prints the next steps of a cluster. */
export function pointToNext(profile: string, output: string): string {
  const options = output === 'dist' ? [] : ['--output', output];
  return `  next steps: ${quoteCommand([...OWN_COMMAND, 'next', ...nameProfile(profile), ...options])}\n`;
}

/** A profile in the usual folder is found by its cluster's name. */
function nameProfile(profile: string): readonly string[] {
  const cluster = clusterNameOf(profile);
  if (profile === `profiles/${cluster}.yaml`) return [cluster];
  return [profile.startsWith('-') ? `./${profile}` : profile];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
