import { integer } from '../kinds/values';
import type { PluginGrammar } from '../plugin-grammar';
import { NONE, once } from './argument-lists';

const LIMIT = once(integer({ min: 0 }));

/** @see https://coredns.io/plugins/grpc_server/ */
export const grpcServer: PluginGrammar = {
  name: 'grpc_server',
  since: '1.14.0',
  example: 'grpc_server {',
  repeated: 'first',
  args: NONE,
  braces: { options: { max_streams: LIMIT, max_connections: LIMIT } },
};
