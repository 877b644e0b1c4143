import * as z from 'zod';
import { strictObject } from './strict-object';

export const networkPolicies = strictObject(() => ({
  components: z
    .boolean()
    .optional()
    .describe(
      'For standalone CoreDNS, MetalLB and standalone Traefik: only their ports. Default: true where k3s enforces them.',
    ),
  samples: z
    .boolean()
    .default(false)
    .describe('For samples: only Traefik, or clients of an address of their own, can connect.'),
})).describe('NetworkPolicies for the pods that k3s-netstack installs.');
