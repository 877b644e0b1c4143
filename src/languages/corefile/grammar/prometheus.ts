import { LISTEN_ADDRESS } from '../kinds/network';
import { FILE } from '../kinds/values';
import type { PluginGrammar } from '../plugin-grammar';
import { NONE, once, optional } from './argument-lists';

/** @see https://coredns.io/plugins/metrics/ */
export const prometheus: PluginGrammar = {
  name: 'prometheus',
  example: 'prometheus :9153',
  repeated: 'refused',
  args: optional(LISTEN_ADDRESS),
  braces: { options: { runtime_metrics: NONE, tls: once(FILE) } },
};
