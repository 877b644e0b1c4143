import { integer } from '../kinds/values';
import type { PluginGrammar } from '../plugin-grammar';
import { optional } from './argument-lists';

/** @see https://coredns.io/plugins/bufsize/ */
export const bufsize: PluginGrammar = {
  name: 'bufsize',
  example: 'bufsize 1232',
  repeated: 'first',
  args: optional(integer({ min: 512, max: 4096, unit: 'bytes' })),
};
