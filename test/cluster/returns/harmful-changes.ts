import { AGENT_CHANGES } from './agent-changes';
import type { HarmfulChange } from './harmful-change';
import { OTHER_CHANGES } from './other-changes';
import { SERVER_CHANGES } from './server-changes';

/** Every change that the automatic return is proven with. */
export const HARMFUL_CHANGES: readonly HarmfulChange[] = [
  ...OTHER_CHANGES,
  ...AGENT_CHANGES,
  ...SERVER_CHANGES,
];

/** One of each kind, for the short test: an interface, a crash loop, a lost server, a firewall, objects. */
export const FIVE_CHANGES: readonly HarmfulChange[] = HARMFUL_CHANGES.filter(({ name }) =>
  [
    'server: flannel-iface does not exist',
    'server: flannel-backend needs a kernel module that is missing',
    'agent: server does not answer',
    'server: iptables drops ssh',
    'objects: the zone of CoreDNS is not a Corefile',
  ].includes(name),
);
