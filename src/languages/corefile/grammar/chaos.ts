import { TEXT } from '../kinds/values';
import type { PluginGrammar } from '../plugin-grammar';
import { any } from './argument-lists';

/** @see https://coredns.io/plugins/chaos/ */
export const chaos: PluginGrammar = {
  name: 'chaos',
  example: 'chaos CoreDNS',
  repeated: 'first',
  args: any(TEXT),
  braces: { options: {} },
};
