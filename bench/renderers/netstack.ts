import { join } from 'node:path';
import { version } from '../../package.json';
import type { Renderer } from './renderer';

/** Our own, as a user runs it: profiles loaded and checked, node configs and manifests written. */
export const netstack: Renderer = {
  name: 'netstack synth',
  version,
  processPerCluster: false,

  prepare({ profiles }, _folder, output) {
    return synthCommand(profiles, output);
  },

  outputOf({ name, manifests }, output) {
    return manifests.map(({ file }) => join(output, name, 'manifests', file));
  },
};

/** `netstack synth` for all profiles of a folder. */
export function synthCommand(profiles: string, output: string) {
  const args = ['bin/netstack.js', 'synth', '--profiles', profiles, '--output', output];
  return { program: process.execPath, args };
}
