import type { PluginGrammar } from '../plugin-grammar';
import { NOTHING } from './argument-lists';

/** @see https://coredns.io/plugins/minimal/ */
export const minimal: PluginGrammar = {
  name: 'minimal',
  example: 'minimal',
  repeated: 'first',
  args: NOTHING,
};
