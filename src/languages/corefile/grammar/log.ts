import { TEXT, word } from '../kinds/values';
import type { PluginGrammar } from '../plugin-grammar';
import { any, some } from './argument-lists';

/**
 * Names, and behind them a format.
 *
 * @see https://coredns.io/plugins/log/
 */
export const log: PluginGrammar = {
  name: 'log',
  example: 'log',
  repeated: 'added',
  args: any(TEXT),
  braces: { options: { class: some(word('success', 'denial', 'error', 'all')) } },
};
