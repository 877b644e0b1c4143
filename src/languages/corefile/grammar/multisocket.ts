import { integer } from '../kinds/values';
import type { PluginGrammar } from '../plugin-grammar';
import { optional } from './argument-lists';

/** @see https://coredns.io/plugins/multisocket/ */
export const multisocket: PluginGrammar = {
  name: 'multisocket',
  example: 'multisocket 2',
  repeated: 'refused',
  args: optional(integer({ min: 1, max: 1024, unit: 'sockets' })),
};
