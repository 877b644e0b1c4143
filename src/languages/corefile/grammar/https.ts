import { integer } from '../kinds/values';
import type { PluginGrammar } from '../plugin-grammar';
import { NONE, once } from './argument-lists';

const LIMIT = once(integer({ min: 0 }));

/** @see https://coredns.io/plugins/https/ */
export const https: PluginGrammar = {
  name: 'https',
  since: '1.14.0',
  example: 'https {',
  repeated: 'first',
  args: NONE,
  braces: { options: { max_connections: LIMIT } },
};
