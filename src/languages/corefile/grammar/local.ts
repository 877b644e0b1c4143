import { word } from '../kinds/values';
import type { PluginGrammar } from '../plugin-grammar';
import { exactly, NONE, since } from './argument-lists';

/** @see https://coredns.io/plugins/local/ */
export const local: PluginGrammar = {
  name: 'local',
  example: 'local',
  repeated: 'added',
  args: NONE,
  braces: { options: { localhost_prefix: since('1.14.5', exactly(word('on', 'off'))) } },
};
