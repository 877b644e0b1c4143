import type { NetworkPlan } from '../../plan';
import type { ImageArchive } from '../host/host-facts';

/** What the nodes get of a folder of image archives. */
export interface ImageChoice {
  /** Archives that a node of this cluster may need, in the order of their paths. */
  readonly archives: readonly ImageArchive[];
  /** The name of the pod sandbox's image in the archives. */
  readonly pauseImage?: string;
  /** Whether no node can get a sandbox image: then no pod starts. */
  readonly lacksPause?: true;
  /** Packaged components that cannot start: no archive has their images, and nodes cannot pull. */
  readonly missingComponents: readonly string[];
  /** Images of the manifests that no archive has, where nodes cannot pull. */
  readonly missingImages: readonly string[];
}

/** Repositories of the images of packaged components. Their tags depend on the version of k3s. */
const PACKAGED: Readonly<Record<string, readonly string[]>> = {
  coredns: ['docker.io/rancher/mirrored-coredns-coredns'],
  'local-storage': ['docker.io/rancher/local-path-provisioner'],
  'metrics-server': ['docker.io/rancher/mirrored-metrics-server'],
  servicelb: ['docker.io/rancher/klipper-lb'],
  traefik: ['docker.io/rancher/klipper-helm', 'docker.io/rancher/mirrored-library-traefik'],
};

/** Images that a packaged component starts pods of: local-path-provisioner, for each volume. It runs without them too. */
const HELPERS: Readonly<Record<string, readonly string[]>> = {
  'local-storage': ['docker.io/rancher/mirrored-library-busybox'],
};

const PAUSE = 'docker.io/rancher/mirrored-pause';

/**
 * Chooses the archives that the cluster needs.
 *
 * @param wanted images of the manifests
 * @param canPull whether nodes pull the images that no archive has
 */
export function chooseImages(
  plan: NetworkPlan,
  archives: readonly ImageArchive[],
  wanted: readonly string[],
  canPull: boolean,
): ImageChoice {
  // A compressed archive, such as that of a k3s release, may contain every image.
  const mayHaveAll = canPull || archives.some(({ names }) => names === undefined);
  const names = archives.flatMap((archive) => archive.names ?? []);
  const has = (repository: string) => names.some((name) => repositoryOf(name) === repository);
  const components = Object.entries(PACKAGED).filter(([component]) => !plan.disable.includes(component));
  const missing = mayHaveAll ? [] : components.filter(([, repositories]) => !repositories.every(has));
  const running = components.filter((component) => !missing.includes(component));
  const needed = new Set([
    PAUSE,
    ...running.flatMap(([component, repositories]) => [...repositories, ...(HELPERS[component] ?? [])]),
  ]);
  const images = new Set(wanted.map(completeName));
  const pauseImage = names.find((name) => repositoryOf(name) === PAUSE);
  return {
    archives: archives.filter(
      (archive) => archive.names?.some((name) => images.has(name) || needed.has(repositoryOf(name))) ?? true,
    ),
    ...(pauseImage !== undefined && { pauseImage }),
    ...(pauseImage === undefined && !mayHaveAll && { lacksPause: true }),
    missingComponents: missing.map(([component]) => component),
    missingImages: mayHaveAll ? [] : [...images].filter((image) => !names.includes(image)),
  };
}

/** Completes an image's name with registry and tag, as containerd does. */
export function completeName(name: string): string {
  const tagged = /[:@][^/]*$/.test(name) ? name : `${name}:latest`;
  const [first = '', ...rest] = tagged.split('/');
  if (rest.length === 0) return `docker.io/library/${tagged}`;
  if (!/[.:]/.test(first) && first !== 'localhost') return `docker.io/${tagged}`;
  return first === 'docker.io' && rest.length === 1 ? `docker.io/library/${rest[0]}` : tagged;
}

function repositoryOf(name: string): string {
  return name.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
}
