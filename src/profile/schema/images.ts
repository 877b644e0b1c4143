import { list, secretName, text } from './scalars';
import { strictObject } from './strict-object';

/** @see https://github.com/distribution/reference */
export const imageRegistry = text(
  /^[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?(?::\d{1,5})?(?:\/[a-z0-9]+(?:[-._][a-z0-9]+)*)*$/,
  'a registry: a host, a port and a path, without a scheme',
  {
    description: 'A registry: a host, a port and a path.',
    examples: ['registry.home.arpa:5000'],
  },
);

const image = text(
  /^[a-z0-9][-a-z0-9.:]*(?:\/[a-z0-9]+(?:[-._]+[a-z0-9]+)*)*(?::\w[-\w.]{0,127})?(?:@sha256:[0-9a-f]{64})?$/,
  'an image with a tag or a digest',
  { description: 'An image with a tag or a digest.', examples: ['registry.home.arpa/traefik:v3.7.13'] },
);

export const images = strictObject(() => ({
  traefik: image.optional().describe('standalone Traefik.'),
  coredns: image.optional().describe('standalone CoreDNS.'),
  controller: image.optional().describe("MetalLB's controller."),
  speaker: image.optional().describe("MetalLB's speaker."),
  frrK8s: image.optional().describe('frr-k8s.'),
  frr: image.optional().describe('FRR, beside frr-k8s.'),
})).describe('Images in place of the usual ones, of any registry.');

export const imagePullSecrets = list(secretName)
  .default([])
  .describe(
    'Secrets (kubernetes.io/dockerconfigjson) in the namespaces of all pods that we install, to pull their images by.',
  )
  .meta({ examples: [['registry-credentials']] });
