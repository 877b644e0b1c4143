import { VERSIONS } from '../../src/versions';

/** Full references with a tag or digest, which replace upstream's images. */
export interface MetalLbImages {
  /** @default - quay.io/metallb/controller, in the version of the CRDs */
  readonly controller?: string;
  /** @default - quay.io/metallb/speaker, in the version of the CRDs */
  readonly speaker?: string;
  /**
   * frr-k8s. The native backend ignores it.
   *
   * @default - quay.io/metallb/frr-k8s, in the version that this MetalLB release uses
   */
  readonly frrK8s?: string;
  /**
   * FRR. The native backend ignores it.
   *
   * @default - quay.io/frrouting/frr, in the version that this frr-k8s release uses
   */
  readonly frr?: string;
}

/** Upstream's registry. */
const UPSTREAM_REGISTRY = 'quay.io';

/** Upstream's images from `registry`, except those that `images` names. */
export function metallbImages(
  images: MetalLbImages = {},
  registry: string = UPSTREAM_REGISTRY,
): Required<MetalLbImages> {
  return {
    controller: images.controller ?? `${registry}/metallb/controller:v${VERSIONS.metallb}`,
    speaker: images.speaker ?? `${registry}/metallb/speaker:v${VERSIONS.metallb}`,
    frrK8s: images.frrK8s ?? `${registry}/metallb/frr-k8s:v${VERSIONS.frrK8s}`,
    frr: images.frr ?? `${registry}/frrouting/frr:${VERSIONS.frr}`,
  };
}
