import type { Source } from '../diagnostics';
import { at } from '../place';
import type { LoadBalancerService } from './load-balancer-service';

/** A Service as a message names it, with its line: `sample "echo" (line 12)`. */
export function titled({ title, owner }: LoadBalancerService, source: Source): string {
  return `${title} (${source.line(at(owner))})`;
}
