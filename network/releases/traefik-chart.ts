import type { K3sVersion } from './k3s-version';

/** Major versions of the Traefik charts with Traefik v3 that k3s packages. */
export type TraefikChart = '34' | '37' | '38' | '39' | '40' | '41';

/**
 * The first release of each minor with a chart, newest first. All minors take a new chart in the same month; once,
 * in early 2026, a repackaged `+k3s3` brought a new one.
 *
 * @see https://github.com/k3s-io/k3s/commits/main/manifests/traefik.yaml
 */
const CHARTS: readonly (readonly [minor: number, patch: number, revision: number, chart: TraefikChart])[] = [
  [37, 0, 1, '41'],
  [36, 2, 1, '40'],
  [36, 0, 1, '39'],
  [35, 6, 1, '40'],
  [35, 2, 1, '39'],
  [35, 0, 3, '38'],
  [35, 0, 1, '37'],
  [34, 9, 1, '40'],
  [34, 5, 1, '39'],
  [34, 3, 3, '38'],
  [34, 2, 1, '37'],
  [34, 0, 1, '34'],
  [33, 9, 1, '39'],
  [33, 7, 3, '38'],
  [33, 6, 1, '37'],
  [33, 0, 1, '34'],
  [32, 11, 3, '38'],
  [32, 10, 1, '37'],
  [32, 0, 1, '34'],
];

/** The Traefik chart that a k3s release packages. Releases before v1.32.2 still have Traefik v2. */
export function traefikChart(version: K3sVersion): TraefikChart {
  const entry = CHARTS.find(([minor, patch, revision]) => isFrom(version, minor, patch, revision));
  return entry?.[3] ?? '34';
}

function isFrom(version: K3sVersion, minor: number, patch: number, revision: number): boolean {
  if (!version.atLeast(1, minor, patch)) return false;
  const same = version.major === 1 && version.minor === minor && version.patch === patch;
  return !same || version.revision >= revision;
}
