import { NETWORK } from '../kinds/network';
import { duration, integer, wordOfAnyCase } from '../kinds/values';
import type { PluginGrammar } from '../plugin-grammar';
import { any, isAtLeast, exactly, NONE, since } from './argument-lists';

/** @see https://coredns.io/plugins/proxyproto/ */
export const proxyproto: PluginGrammar = {
  name: 'proxyproto',
  since: '1.14.3',
  example: 'proxyproto {',
  repeated: 'added',
  args: NONE,
  braces: {
    options: {
      allow: any(NETWORK),
      default: exactly(wordOfAnyCase('use', 'ignore', 'reject', 'skip')),
      udp_session_tracking: since('1.14.3', isAtLeast(1, duration(), integer({ min: 1, unit: 'sessions' }))),
    },
  },
};
