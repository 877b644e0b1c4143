import { ZONE } from '../kinds/zones';
import type { PluginGrammar } from '../plugin-grammar';
import { any } from './argument-lists';

/** @see https://coredns.io/plugins/metadata/ */
export const metadata: PluginGrammar = {
  name: 'metadata',
  example: 'metadata',
  repeated: 'refused',
  args: any(ZONE),
  braces: { options: {} },
};
