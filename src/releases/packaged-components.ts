import { K3sVersion } from './k3s-version';

/** Major versions of the Traefik charts with Traefik v3 that k3s packages. */
export type TraefikHelmChart = '34' | '37' | '38' | '39' | '40' | '41';

/** What a k3s release installs by itself. */
export interface PackagedComponents {
  /** Traefik, `major.minor.patch`. */
  readonly traefik: string;
  /** Major version of its chart. Before v1.32.2 k3s had Traefik v2 and a chart of its own, whose keys differ. */
  readonly traefikChart: TraefikHelmChart;
  /** CoreDNS, `major.minor.patch`. */
  readonly coredns: string;
}

/**
 * Every set of packaged parts, newest first, with the first release of each minor that has it. All minors that are
 * still cared for take a set in the same month; once, in February 2026, by a `+k3s3`.
 *
 * @see https://docs.k3s.io/release-notes
 * @see https://github.com/k3s-io/k3s/commits/main/manifests/traefik.yaml
 */
const SETS: readonly (readonly [
  traefik: string,
  chart: TraefikHelmChart,
  coredns: string,
  ...since: readonly string[],
])[] = [
  ['3.7.13', '41', '1.14.7', 'v1.37.0+k3s1'],
  ['3.7.8', '40', '1.14.7', 'v1.35.9+k3s1'],
  ['3.7.8', '40', '1.14.6', 'v1.36.3+k3s1', 'v1.35.7+k3s1', 'v1.34.10+k3s1', 'v1.33.13+k3s2'],
  ['3.7.4', '40', '1.14.4', 'v1.36.2+k3s1', 'v1.35.6+k3s1', 'v1.34.9+k3s1', 'v1.33.13+k3s1'],
  ['3.6.13', '39', '1.14.3', 'v1.36.1+k3s1', 'v1.35.5+k3s1', 'v1.34.8+k3s1', 'v1.33.12+k3s1'],
  ['3.6.13', '39', '1.14.2', 'v1.36.0+k3s1', 'v1.35.4+k3s1', 'v1.34.7+k3s1', 'v1.33.11+k3s1'],
  ['3.6.10', '39', '1.14.2', 'v1.35.3+k3s1', 'v1.34.6+k3s1', 'v1.33.10+k3s1'],
  ['3.6.9', '39', '1.14.1', 'v1.35.2+k3s1', 'v1.34.5+k3s1', 'v1.33.9+k3s1'],
  ['3.6.7', '38', '1.14.1', 'v1.35.1+k3s1', 'v1.34.4+k3s1', 'v1.33.8+k3s1', 'v1.32.12+k3s1'],
  ['3.6.7', '38', '1.14.0', 'v1.35.0+k3s3', 'v1.34.3+k3s3', 'v1.33.7+k3s3', 'v1.32.11+k3s3'],
  ['3.5.1', '37', '1.13.1', 'v1.35.0+k3s1', 'v1.34.2+k3s1', 'v1.33.6+k3s1', 'v1.32.10+k3s1'],
  ['3.3.6', '34', '1.12.3', 'v1.34.0+k3s1', 'v1.33.4+k3s1', 'v1.32.8+k3s1'],
  ['3.3.6', '34', '1.12.1', 'v1.33.0+k3s1', 'v1.32.4+k3s1'],
  ['3.3.2', '34', '1.12.0', 'v1.32.2+k3s1'],
  ['2.11.18', '34', '1.12.0', 'v1.32.1+k3s1'],
  ['2.11.10', '34', '1.12.0', 'v1.32.0+k3s1'],
];

/** Newest release first. */
const RELEASES: readonly { readonly since: K3sVersion; readonly parts: PackagedComponents }[] = SETS.flatMap(
  ([traefik, chart, coredns, ...since]) =>
    since.map((text) => ({
      since: K3sVersion.parse(text),
      parts: { traefik, traefikChart: chart, coredns },
    })),
).sort((a, b) => b.since.compareTo(a.since));

/**
 * What `version` installs by itself; for one that is newer than the table what the newest does, for one that is
 * older what the oldest does.
 */
export function lookUpPackagedComponents(version: K3sVersion): PackagedComponents {
  const release = RELEASES.find(({ since }) => version.isSince(since)) ?? RELEASES[RELEASES.length - 1];
  return (release as (typeof RELEASES)[number]).parts;
}

/** The releases with which a set of packaged components begins. */
export function listPackagedReleases(): readonly K3sVersion[] {
  return RELEASES.map(({ since }) => since);
}
