import type { VerifyContext } from '../check';
import type { Host } from '../host';
import { UnreachableError } from '../host';

/** The first node of the profile that runs commands. @throws UnreachableError where none does */
export async function findReadableNode(context: VerifyContext): Promise<Host> {
  let first: UnreachableError | undefined;
  for (const { name } of context.plan.nodes) {
    try {
      const host = context.node(name);
      if ((await host.run(['true'])).status === 0) return host;
    } catch (error) {
      if (!(error instanceof UnreachableError)) throw error;
      first ??= error;
    }
  }
  throw first ?? new UnreachableError('no node can be reached', 'run this command on a node');
}
