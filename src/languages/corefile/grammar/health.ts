import { LISTEN_ADDRESS } from '../kinds/network';
import { duration } from '../kinds/values';
import type { PluginGrammar } from '../plugin-grammar';
import { exactly, optional } from './argument-lists';

/** @see https://coredns.io/plugins/health/ */
export const health: PluginGrammar = {
  name: 'health',
  example: 'health',
  repeated: 'last',
  args: optional(LISTEN_ADDRESS),
  braces: { options: { lameduck: exactly(duration()) } },
};
