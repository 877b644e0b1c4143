import { LISTEN_ADDRESS } from '../kinds/network';
import { integer } from '../kinds/values';
import type { PluginGrammar } from '../plugin-grammar';
import { optional } from './argument-lists';

/** @see https://coredns.io/plugins/pprof/ */
export const pprof: PluginGrammar = {
  name: 'pprof',
  example: 'pprof',
  repeated: 'refused',
  args: optional(LISTEN_ADDRESS),
  braces: { options: { block: optional(integer()) } },
};
