import { locateK3s } from '../../../src/lab';

/** The k3s that the nodes run: NETSTACK_K3S, or the one on PATH. */
export const K3S = locateK3s({ variable: process.env['NETSTACK_K3S'] });

/** A folder of image archives: NETSTACK_IMAGES. Without it the nodes pull every image. */
export const IMAGES = process.env['NETSTACK_IMAGES'];

/** Mirrors that they pull from: a registries.yaml, NETSTACK_REGISTRIES. */
const REGISTRIES = process.env['NETSTACK_REGISTRIES'];

/** How `lab up` is told where images come from. */
export const IMAGE_OPTIONS: readonly string[] =
  IMAGES === undefined
    ? ['--egress', ...(REGISTRIES === undefined ? [] : ['--registries', REGISTRIES])]
    : ['--images', IMAGES];

/** Why no lab can be made here; undefined where one can. */
export function findMissingRequirement(): string | undefined {
  if (process.platform !== 'linux') return 'a lab needs Linux';
  if (process.getuid?.() !== 0) return 'a lab needs root';
  if (K3S === undefined) return 'there is no k3s: neither NETSTACK_K3S nor one on PATH';
  return undefined;
}
