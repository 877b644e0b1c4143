import { LISTEN_ADDRESS } from '../kinds/network';
import { word } from '../kinds/values';
import type { PluginGrammar } from '../plugin-grammar';
import { exactly, optional, since } from './argument-lists';

/** @see https://coredns.io/plugins/ready/ */
export const ready: PluginGrammar = {
  name: 'ready',
  example: 'ready',
  repeated: 'refused',
  args: optional(LISTEN_ADDRESS),
  braces: { options: { monitor: since('1.12.2', exactly(word('until-ready', 'continuously'))) } },
};
