import type { NetworkPlan } from '../../plan';
import type { ImageArchive } from '../host/host-facts';

/** What becomes of a folder of image archives. */
export interface ImageChoice {
  /** Archives that a node of this cluster may need, in the order of their paths. */
  readonly archives: readonly ImageArchive[];
  /** The pod sandbox's image as the archives have it. */
  readonly pauseImage?: string;
  /** Whether no node can get any: then no pod starts. */
  readonly lacksPause?: true;
  /** Packaged parts that cannot start: no archive has their images, and nobody can pull. */
  readonly missingParts: readonly string[];
  /** Images of the manifests that no archive has, where nobody can pull. */
  readonly missingImages: readonly string[];
}

/** Repositories of the images that k3s itself names, by the part that needs them. Their tags follow its version. */
const PACKAGED: Readonly<Record<string, readonly string[]>> = {
  coredns: ['docker.io/rancher/mirrored-coredns-coredns'],
  'local-storage': ['docker.io/rancher/local-path-provisioner'],
  'metrics-server': ['docker.io/rancher/mirrored-metrics-server'],
  servicelb: ['docker.io/rancher/klipper-lb'],
  traefik: ['docker.io/rancher/klipper-helm', 'docker.io/rancher/mirrored-library-traefik'],
};

const PAUSE = 'docker.io/rancher/mirrored-pause';

/**
 * Chooses the archives that the cluster has use for.
 *
 * @param wanted images of the manifests
 * @param canPull whether nodes get what no archive has from a registry
 */
export function chooseImages(
  plan: NetworkPlan,
  archives: readonly ImageArchive[],
  wanted: readonly string[],
  canPull: boolean,
): ImageChoice {
  // A compressed archive, such as k3s's own of a release, may have everything in it.
  const mayHaveAll = canPull || archives.some(({ names }) => names === undefined);
  const names = archives.flatMap((archive) => archive.names ?? []);
  const has = (repository: string) => names.some((name) => repositoryOf(name) === repository);
  const parts = Object.entries(PACKAGED).filter(([part]) => !plan.disable.includes(part));
  const missing = mayHaveAll ? [] : parts.filter(([, repositories]) => !repositories.every(has));
  const running = parts.filter((part) => !missing.includes(part));
  const needed = new Set([PAUSE, ...running.flatMap(([, repositories]) => repositories)]);
  const images = new Set(wanted.map(fullName));
  const pauseImage = names.find((name) => repositoryOf(name) === PAUSE);
  return {
    archives: archives.filter(
      (archive) => archive.names?.some((name) => images.has(name) || needed.has(repositoryOf(name))) ?? true,
    ),
    ...(pauseImage !== undefined && { pauseImage }),
    ...(pauseImage === undefined && !mayHaveAll && { lacksPause: true }),
    missingParts: missing.map(([part]) => part),
    missingImages: mayHaveAll ? [] : [...images].filter((image) => !names.includes(image)),
  };
}

/** An image's name with its registry and tag, as containerd keeps it. */
export function fullName(name: string): string {
  const tagged = /[:@][^/]*$/.test(name) ? name : `${name}:latest`;
  const [first = '', ...rest] = tagged.split('/');
  if (rest.length === 0) return `docker.io/library/${tagged}`;
  if (!/[.:]/.test(first) && first !== 'localhost') return `docker.io/${tagged}`;
  return first === 'docker.io' && rest.length === 1 ? `docker.io/library/${rest[0]}` : tagged;
}

function repositoryOf(name: string): string {
  return name.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
}
