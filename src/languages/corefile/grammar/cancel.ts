import { duration } from '../kinds/values';
import type { PluginGrammar } from '../plugin-grammar';
import { optional } from './argument-lists';

/** @see https://coredns.io/plugins/cancel/ */
export const cancel: PluginGrammar = {
  name: 'cancel',
  example: 'cancel 5s',
  repeated: 'last',
  args: optional(duration({ above: 0 })),
};
