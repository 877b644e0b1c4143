import type { CorefileDirective } from './corefile';
import { CorefileDispenser } from './dispenser';
import type { CorefileToken } from './tokenize';

/** The addresses that the `bind` of a server block makes CoreDNS listen on. */
export interface BoundAddresses {
  /** Undefined without `bind`: every address. */
  readonly addresses: readonly string[] | undefined;
  /** Those that are there twice. */
  readonly twice: readonly CorefileToken[];
}

/** The addresses of the loopback interface. */
const LOOPBACK = ['127.0.0.1', '::1'];

/** Reads `bind ADDRESS... { except ADDRESS... }` of a server block. */
export function boundAddresses(directives: readonly CorefileDirective[]): BoundAddresses {
  const uses = directives.filter(({ name }) => name.text === 'bind');
  if (uses.length === 0) return { addresses: undefined, twice: [] };
  const known = new Set<string>();
  const twice: CorefileToken[] = [];
  for (const use of uses) {
    const { args, except } = readUse(use);
    for (const arg of args) {
      const addresses = addressesOf(arg).filter((address) => !except.has(address));
      if (addresses.some((address) => known.has(address))) twice.push(arg);
      for (const address of addresses) known.add(address);
    }
  }
  return { addresses: [...known], twice };
}

function readUse({ tokens }: CorefileDirective) {
  const dispenser = new CorefileDispenser(tokens);
  dispenser.next();
  const args = dispenser.remainingArgs();
  const except = new Set<string>();
  while (dispenser.nextBlock()) {
    for (const token of dispenser.remainingArgs())
      for (const address of addressesOf(token)) except.add(address);
  }
  return { args, except };
}

function addressesOf({ text }: CorefileToken): readonly string[] {
  return text === 'lo' ? LOOPBACK : [text];
}
