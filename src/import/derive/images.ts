import type { ProfileInput } from '../../profile/schema/profile';
import { VERSIONS } from '../../versions';
import type { Fields } from '../observed/fields';
import type { ImportContext } from './context';

type Images = NonNullable<ProfileInput['images']>;
type Sample = NonNullable<ProfileInput['samples']>[number];

/** The images of the profile, and the samples without those that follow from it. */
export interface ImportedImages {
  readonly imageRegistry?: string;
  readonly imagePullSecrets: readonly string[];
  readonly images: Images;
  readonly samples: readonly Sample[];
}

/** The usual images by the name of the workload's container, without their registry. */
const USUAL: readonly { readonly key: keyof Images; readonly container: string; readonly name: string }[] = [
  { key: 'traefik', container: 'traefik', name: `/traefik:v${VERSIONS.traefik}` },
  { key: 'coredns', container: 'coredns', name: `/coredns/coredns:${VERSIONS.coredns}` },
  { key: 'controller', container: 'controller', name: `/metallb/controller:v${VERSIONS.metallb}` },
  { key: 'speaker', container: 'speaker', name: `/metallb/speaker:v${VERSIONS.metallb}` },
  { key: 'frrK8s', container: 'frr-k8s', name: `/metallb/frr-k8s:v${VERSIONS.frrK8s}` },
  { key: 'frr', container: 'frr', name: `/frrouting/frr:${VERSIONS.frr}` },
];

/** The usual images of samples, without their registry. */
const SAMPLES = [`/traefik/whoami:v${VERSIONS.whoami}`, `/coredns/coredns:${VERSIONS.coredns}`];
const UPSTREAM = ['docker.io', 'quay.io'];

/** The images of the workloads that k3s-netstack rendered: one registry for all, or single ones. */
export function importImages(context: ImportContext, samples: readonly Sample[]): ImportedImages {
  const imagePullSecrets = findPullSecrets(context);
  const found = USUAL.flatMap((usual) => {
    const image = findImage(context, usual.container);
    return image === undefined ? [] : [{ ...usual, image }];
  });
  const registries = found.map(({ image, name }) => readRegistry(image, name));
  const ofSamples = samples.flatMap(({ image }) => (image === undefined ? [] : [readSampleRegistry(image)]));
  const isUsualSample = samples.some(({ image }) => image === undefined);
  const [registry] = [...registries, ...ofSamples].filter(
    (one) => one !== undefined && !UPSTREAM.includes(one),
  );
  const isShared = !isUsualSample && registries.every((one) => one === registry);
  if (registry !== undefined && isShared) {
    const rest = samples.map(({ image, ...sample }) =>
      image === undefined || readSampleRegistry(image) === registry ? sample : { ...sample, image },
    );
    return { imageRegistry: registry, imagePullSecrets, images: {}, samples: rest };
  }
  const own = found.filter(({ image, name }) => !UPSTREAM.includes(readRegistry(image, name) ?? ''));
  const images = Object.fromEntries(own.map(({ key, image }) => [key, image]));
  return { imagePullSecrets, images, samples };
}

function readSampleRegistry(image: string): string | undefined {
  return SAMPLES.map((name) => readRegistry(image, name)).find((registry) => registry !== undefined);
}

/** What is in front of an image's usual name. */
function readRegistry(image: string, name: string): string | undefined {
  return image.endsWith(name) ? image.slice(0, -name.length) : undefined;
}

/** The pods of the workloads that k3s-netstack rendered. */
function listPods(context: ImportContext): readonly Fields[] {
  const workloads = [...context.objects('Deployment', 'apps'), ...context.objects('DaemonSet', 'apps')];
  return workloads
    .filter(({ isOurs }) => isOurs)
    .map(({ fields }) => fields.at('spec').at('template').at('spec'));
}

function findPullSecrets(context: ImportContext): readonly string[] {
  const names = listPods(context).flatMap((pod) =>
    pod.list('imagePullSecrets').flatMap((one) => one.text('name') ?? []),
  );
  return [...new Set(names)];
}

function findImage(context: ImportContext, name: string): string | undefined {
  const containers = listPods(context).flatMap((pod) => pod.list('containers'));
  return containers.find((container) => container.text('name') === name)?.text('image');
}
