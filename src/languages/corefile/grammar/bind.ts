import { LISTEN_INTERFACE } from '../kinds/network';
import type { PluginGrammar } from '../plugin-grammar';
import { some } from './argument-lists';

/** @see https://coredns.io/plugins/bind/ */
export const bind: PluginGrammar = {
  name: 'bind',
  example: 'bind eth0',
  repeated: 'added',
  args: some(LISTEN_INTERFACE),
  braces: { options: { except: some(LISTEN_INTERFACE) } },
};
