import { coreDnsImage } from '../../constructs/coredns/identity';
import { metallbImages } from '../../constructs/metallb/images';
import type { MetalLbImages } from '../../constructs/metallb/images';
import { sampleImage } from '../../constructs/samples/sample-pod';
import { traefikImage } from '../../constructs/traefik/identity';
import type { NetworkPlan } from '../../src/plan';
import { omitEmpty, omitUndefined } from './omit';

/** The image of the standalone Traefik, where it is not the usual one. */
export function deriveTraefikImage({ images, imageRegistry }: NetworkPlan): string | undefined {
  return images.traefik ?? moveImage(traefikImage(), imageRegistry);
}

/** The image of the standalone CoreDNS, where it is not the usual one. */
export function deriveCoreDnsImage({ images, imageRegistry }: NetworkPlan): string | undefined {
  return images.coredns ?? moveImage(coreDnsImage(), imageRegistry);
}

/** The image of a sample that names none, where it is not the usual one. */
export function deriveSampleImage({ imageRegistry }: NetworkPlan): string | undefined {
  return moveImage(sampleImage(), imageRegistry);
}

/** The image of a sample for UDP that names none, where it is not the usual one. */
export function deriveDnsSampleImage({ imageRegistry }: NetworkPlan): string | undefined {
  return moveImage(coreDnsImage(), imageRegistry);
}

/** The images of MetalLB that are not the usual ones. Those of the other BGP backend are left out. */
export function deriveMetalLbImages({
  images,
  imageRegistry,
  metallb,
}: NetworkPlan): MetalLbImages | undefined {
  const usual = metallbImages();
  const isFrr = metallb?.bgpBackend === 'frr-k8s';
  return omitEmpty(
    omitUndefined<MetalLbImages>({
      controller: images.controller ?? moveImage(usual.controller, imageRegistry),
      speaker: images.speaker ?? moveImage(usual.speaker, imageRegistry),
      frrK8s: isFrr ? (images.frrK8s ?? moveImage(usual.frrK8s, imageRegistry)) : undefined,
      frr: isFrr ? (images.frr ?? moveImage(usual.frr, imageRegistry)) : undefined,
    }),
  );
}

/** The image of the same name in another registry. */
function moveImage(image: string, registry: string | undefined): string | undefined {
  return registry === undefined ? undefined : `${registry}${image.slice(image.indexOf('/'))}`;
}
