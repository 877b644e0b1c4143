import { K3sVersion } from './k3s-version';
import { lookUpPackagedComponents } from './packaged-components';

/** The images that k3s runs itself, without their registry. */
export interface PackagedImages {
  /** Of every pod. */
  readonly pause: string;
  readonly coredns: string;
  readonly traefik: string;
  /** Installs the charts of HelmChart objects, such as Traefik's. */
  readonly helmJob: string;
  /** ServiceLB. */
  readonly serviceLb: string;
  readonly metricsServer: string;
  /** The provisioner of local-path volumes, and what it creates their folders with. */
  readonly localStorage: readonly [provisioner: string, helper: string];
}

/**
 * Sets of tags, newest first, with the first release of each minor version that has it: klipper-helm, klipper-lb,
 * local-path-provisioner, metrics-server, busybox, pause.
 *
 * @see https://github.com/k3s-io/k3s/blob/main/scripts/airgap/image-list.txt
 */
const SETS: readonly (readonly [tags: string, ...since: readonly string[]])[] = [
  [
    'v0.13.3-build20260727 v0.4.17 v0.0.37 v0.9.0 1.37.0 3.10.2',
    ...['v1.37.0+k3s1', 'v1.36.4+k3s1', 'v1.35.8+k3s1'],
  ],
  [
    'v0.13.3-build20260727 v0.4.17 v0.0.36 v0.9.0 1.37.0 3.10.2',
    ...['v1.36.3+k3s1', 'v1.35.7+k3s1', 'v1.34.10+k3s1', 'v1.33.13+k3s2'],
  ],
  [
    'v0.11.1-build20260615 v0.4.17 v0.0.36 v0.8.1 1.37.0 3.6',
    ...['v1.36.2+k3s1', 'v1.35.6+k3s1', 'v1.34.9+k3s1', 'v1.33.13+k3s1'],
  ],
  [
    'v0.10.0-build20260513 v0.4.17 v0.0.36 v0.8.1 1.37.0 3.6',
    ...['v1.36.1+k3s1', 'v1.35.5+k3s1', 'v1.34.8+k3s1', 'v1.33.12+k3s1'],
  ],
  [
    'v0.9.17-build20260422 v0.4.15 v0.0.35 v0.8.1 1.37.0 3.6',
    ...['v1.36.0+k3s1', 'v1.35.4+k3s1', 'v1.34.7+k3s1', 'v1.33.11+k3s1'],
  ],
  [
    'v0.9.14-build20260309 v0.4.15 v0.0.35 v0.8.1 1.37.0 3.6',
    ...['v1.35.3+k3s1', 'v1.34.6+k3s1', 'v1.33.10+k3s1'],
  ],
  [
    'v0.9.14-build20260210 v0.4.14 v0.0.34 v0.8.1 1.37.0 3.6',
    ...['v1.35.1+k3s1', 'v1.34.4+k3s1', 'v1.33.8+k3s1', 'v1.32.12+k3s1'],
  ],
  [
    'v0.9.12-build20251215 v0.4.13 v0.0.34 v0.8.0 1.37.0 3.6',
    ...['v1.35.0+k3s3', 'v1.34.3+k3s3', 'v1.33.7+k3s3', 'v1.32.11+k3s3'],
  ],
  [
    'v0.9.12-build20251215 v0.4.13 v0.0.32 v0.8.0 1.37.0 3.6',
    ...['v1.35.0+k3s1', 'v1.34.3+k3s1', 'v1.33.7+k3s1', 'v1.32.11+k3s1'],
  ],
  [
    'v0.9.10-build20251111 v0.4.13 v0.0.32 v0.8.0 1.36.1 3.6',
    ...['v1.34.2+k3s1', 'v1.33.6+k3s1', 'v1.32.10+k3s1'],
  ],
  ['v0.9.8-build20250709 v0.4.13 v0.0.32 v0.8.0 1.36.1 3.6', 'v1.34.0+k3s1'],
  ['v0.9.8-build20250709 v0.4.13 v0.0.31 v0.8.0 1.36.1 3.6', 'v1.33.4+k3s1', 'v1.32.8+k3s1'],
  ['v0.9.8-build20250709 v0.4.13 v0.0.31 v0.7.2 1.36.1 3.6', 'v1.33.3+k3s1', 'v1.32.7+k3s1'],
  ['v0.9.7-build20250616 v0.4.13 v0.0.31 v0.7.2 1.36.1 3.6', 'v1.33.2+k3s1', 'v1.32.6+k3s1'],
  ['v0.9.5-build20250306 v0.4.13 v0.0.31 v0.7.2 1.36.1 3.6', 'v1.33.0+k3s1', 'v1.32.4+k3s1'],
  ['v0.9.4-build20250113 v0.4.13 v0.0.31 v0.7.2 1.36.1 3.6', 'v1.32.3+k3s1'],
  ['v0.9.4-build20250113 v0.4.10 v0.0.31 v0.7.2 1.36.1 3.6', 'v1.32.2+k3s1'],
  ['v0.9.3-build20241008 v0.4.9 v0.0.30 v0.7.2 1.36.1 3.6', 'v1.32.0+k3s1'],
];

/** Newest release first. */
const RELEASES = SETS.flatMap(([tags, ...since]) =>
  since.map((text) => ({ since: K3sVersion.parse(text), tags })),
).sort((a, b) => b.since.compareTo(a.since));

/** The images that a release runs itself; for one that is newer than the table those of the newest. */
export function lookUpPackagedImages(version: K3sVersion): PackagedImages {
  const release = RELEASES.find(({ since }) => version.isSince(since)) ?? RELEASES.at(-1);
  const [helm = '', serviceLb = '', provisioner = '', metrics = '', busybox = '', pause = ''] =
    release?.tags.split(' ') ?? [];
  const { coredns, traefik } = lookUpPackagedComponents(version);
  return {
    pause: `rancher/mirrored-pause:${pause}`,
    coredns: `rancher/mirrored-coredns-coredns:${coredns}`,
    traefik: `rancher/mirrored-library-traefik:${traefik}`,
    helmJob: `rancher/klipper-helm:${helm}`,
    serviceLb: `rancher/klipper-lb:${serviceLb}`,
    metricsServer: `rancher/mirrored-metrics-server:${metrics}`,
    localStorage: [
      `rancher/local-path-provisioner:${provisioner}`,
      `rancher/mirrored-library-busybox:${busybox}`,
    ],
  };
}

/** Releases that run other images than the one before them. */
export function listImageReleases(): readonly K3sVersion[] {
  return RELEASES.map(({ since }) => since);
}
