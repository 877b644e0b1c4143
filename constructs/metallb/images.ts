import { VERSIONS } from '../../src/versions';

/** Full references, each with its tag or digest, that take the place of upstream's images. */
export interface MetalLbImages {
  /** @default - quay.io/metallb/controller, in the version that the CRDs are of */
  readonly controller?: string;
  /** @default - quay.io/metallb/speaker, in the version that the CRDs are of */
  readonly speaker?: string;
  /**
   * frr-k8s' own programs. Ignored by the native backend.
   *
   * @default - quay.io/metallb/frr-k8s, in the version that MetalLB ships with
   */
  readonly frrK8s?: string;
  /**
   * FRR. Ignored by the native backend.
   *
   * @default - quay.io/frrouting/frr, in the version that frr-k8s ships with
   */
  readonly frr?: string;
}

/** The registry that upstream publishes to. */
const UPSTREAM_REGISTRY = 'quay.io';

/** Upstream's images, from `registry`, but for those that `images` names. */
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
