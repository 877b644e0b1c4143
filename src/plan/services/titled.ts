import type { Source } from '../../diagnostics';
import { at } from '../../diagnostics/profile-path';
import type { LoadBalancerService } from './load-balancer-service';

/** A Service as a message names it: `sample "echo" (line 12)`, or `Traefik (k3s's own)` where the profile is silent. */
export function titled({ title, owner }: LoadBalancerService, source: Source): string {
  return `${title} (${source.states(at(owner)) ? source.line(at(owner)) : "k3s's own"})`;
}
