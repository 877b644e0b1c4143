import { quoteText } from '../../diagnostics/wording';
import type { CorefileLine, PluginUse } from '../../languages/corefile';
import { readUses } from '../../languages/corefile';
import type { CoreDnsPlan } from '../model';
import type { SnippetBlock } from './snippet-blocks';
import { snippetBlocks } from './snippet-blocks';

/** One use of a plugin in a raw snippet. */
export interface SnippetUse {
  readonly block: SnippetBlock;
  readonly use: PluginUse;
}

/** The uses of a plugin that overrides add to the block of ".", in order. */
export function listMainUses(coredns: CoreDnsPlan, plugin: string): readonly SnippetUse[] {
  return snippetBlocks(coredns)
    .filter(({ isMain }) => isMain)
    .flatMap((block) => readUses(block.directives, plugin).map((use) => ({ block, use })));
}

/** The line of a snippet as messages name it: `line 3 of "a.override"`. */
export function citeLine({ snippet }: SnippetBlock, { word }: CorefileLine): string {
  return `line ${word.line} of ${quoteText(snippet.name)}`;
}
