import * as z from 'zod';
import { text } from './scalars';
import { strictObject } from './strict-object';

/** @see https://docs.k3s.io/networking/distributed-multicloud#integration-with-the-tailscale-vpn-provider-experimental */
export const vpn = strictObject(() => ({
  name: z.enum(['tailscale']).describe('The VPN; k3s has Tailscale only.'),
  authFile: text(/^\/(?:[\w.@+-]+\/)*[\w.@+-]+$/, 'an absolute path', {
    description:
      'File on every node with "name=tailscale,joinKey=<key>". You write it there; the profile never has the key.',
    examples: ['/etc/rancher/k3s/vpn-auth'],
  }).default('/etc/rancher/k3s/vpn-auth'),
})).describe(
  'A VPN that k3s joins when it starts, and that carries pod traffic. lan is then the tailnet, and nodeIp an address of it.',
);
