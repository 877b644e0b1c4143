import type { ProfileSource } from '../../diagnostics';
import { pathOf } from '../../diagnostics/profile-path';
import type { LoadBalancerService } from './load-balancer-service';

/** A Service as a message names it: `sample "echo" (line 12)`, or `Traefik (k3s's own)` where the profile is silent. */
export function formatService({ title, owner }: LoadBalancerService, source: ProfileSource): string {
  return `${title} (${source.states(pathOf(owner)) ? source.line(pathOf(owner)) : "k3s's own"})`;
}
