import { integer } from '../kinds/values';
import type { PluginGrammar } from '../plugin-grammar';
import { NONE, once } from './argument-lists';

const LIMIT = once(integer({ min: 1 }));

/** @see https://coredns.io/plugins/quic/ */
export const quic: PluginGrammar = {
  name: 'quic',
  since: '1.12.2',
  example: 'quic {',
  repeated: 'first',
  args: NONE,
  braces: { options: { max_streams: LIMIT, worker_pool_size: LIMIT } },
};
