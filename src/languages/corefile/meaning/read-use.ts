import type { CorefileDirective } from '../corefile';
import { CorefileDispenser } from '../dispenser';
import type { PluginUse } from '../plugin-grammar';
import type { CorefileToken } from '../tokenize';

/** The arguments of a plugin and the lines in its braces, of a text without mistakes. */
export function readUse({ name, tokens }: CorefileDirective): PluginUse {
  const dispenser = new CorefileDispenser(tokens);
  dispenser.next();
  const args = dispenser.remainingArgs();
  const options: { word: CorefileToken; args: readonly CorefileToken[] }[] = [];
  while (dispenser.nextBlock()) {
    options.push({ word: dispenser.token, args: dispenser.remainingArgs() });
  }
  return { word: name, args, options };
}

/** All uses of one plugin in a server block. */
export function readUses(directives: readonly CorefileDirective[], plugin: string): readonly PluginUse[] {
  return directives.filter(({ name }) => name.text === plugin).map(readUse);
}
