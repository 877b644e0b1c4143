import type { K3sVersion } from './k3s-version';
import { RELEASES_WITH_CHANGES } from './k3s-facts';
import { listPackagedReleases } from './packaged-components';
import { listImageReleases } from './packaged-images';

const KNOWN = [...listPackagedReleases(), ...listImageReleases(), ...RELEASES_WITH_CHANGES].sort((a, b) =>
  b.compareTo(a),
);

/** Every release that differs from the one before it in something that is known here, newest first. */
export function listKnownReleases(): readonly K3sVersion[] {
  return KNOWN.filter((version, index) => KNOWN[index - 1]?.compareTo(version) !== 0);
}

/** The newest release that is known here. */
export function findNewestRelease(): K3sVersion {
  return KNOWN[0] as K3sVersion;
}
