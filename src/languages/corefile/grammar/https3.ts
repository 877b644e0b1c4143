import { integer } from '../kinds/values';
import type { PluginGrammar } from '../plugin-grammar';
import { NONE, once, since } from './argument-lists';

const LIMIT = once(integer({ min: 0 }));

/** @see https://coredns.io/plugins/https3/ */
export const https3: PluginGrammar = {
  name: 'https3',
  since: '1.14.0',
  example: 'https3 {',
  repeated: 'first',
  args: NONE,
  braces: { options: { max_streams: LIMIT, max_connections: since('1.14.7', LIMIT) } },
};
