import { FILE } from '../kinds/values';
import type { PluginGrammar } from '../plugin-grammar';
import { one } from './argument-lists';

/** @see https://coredns.io/plugins/root/ */
export const root: PluginGrammar = {
  name: 'root',
  example: 'root /etc/coredns',
  repeated: 'last',
  args: one(FILE),
};
