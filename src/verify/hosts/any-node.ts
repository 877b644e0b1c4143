import type { Verification } from '../check';
import type { Place } from '../place';
import { Unreachable } from '../place';

/** A node that can be looked from, the first in the profile's order. @throws Unreachable where none can */
export async function anyNode(on: Verification): Promise<Place> {
  let why: unknown;
  for (const { name } of on.plan.nodes) {
    try {
      const here = on.node(name);
      if ((await here.run(['true'])).status === 0) return here;
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      why ??= error;
    }
  }
  throw why instanceof Unreachable ? why : new Unreachable('no node can be looked from', 'run it on a node');
}
