import { k3sVersionTooOld } from './k3s-version-too-old';
import { k3sVersionUnknown } from './k3s-version-unknown';
import { packagedTraefikV2 } from './packaged-traefik-v2';
import type { NetworkRule } from '../network-rule';

export const releases: readonly NetworkRule[] = [k3sVersionTooOld, k3sVersionUnknown, packagedTraefikV2];
