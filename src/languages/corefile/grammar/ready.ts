import { LISTEN_ADDRESS } from '../kinds/network';
import { word } from '../kinds/values';
import type { PluginGrammar } from '../plugin-grammar';
import { exactly, optional } from './argument-lists';

/** @see https://coredns.io/plugins/ready/ */
export const ready: PluginGrammar = {
  name: 'ready',
  example: 'ready',
  repeated: 'refused',
  args: optional(LISTEN_ADDRESS),
  braces: { options: { monitor: exactly(word('until-ready', 'continuously')) } },
};
