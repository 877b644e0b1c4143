import { duration, FILE } from '../kinds/values';
import { ZONE } from '../kinds/zones';
import type { PluginGrammar } from '../plugin-grammar';
import { any, first, FLAG, SKIPPED, since } from './argument-lists';

/** @see https://coredns.io/plugins/file/ */
export const file: PluginGrammar = {
  name: 'file',
  example: 'file /etc/coredns/custom/home.arpa.db home.arpa',
  repeated: 'added',
  args: { kinds: [FILE], min: 1, rest: ZONE, reader: 'line', surplus: 'refused' },
  braces: {
    options: {
      fallthrough: since('1.12.2', any(ZONE)),
      reload: first(duration()),
      reload_by_mtime: since('1.14.4', FLAG),
      upstream: SKIPPED,
    },
  },
};
