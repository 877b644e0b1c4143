import { quoteText } from '../../../diagnostics';
import { GRPC_UPSTREAM } from '../kinds/upstream';
import { FILE, TEXT, word } from '../kinds/values';
import { REQUIRED_ZONE, ZONE } from '../kinds/zones';
import type { ArgumentList, PluginGrammar } from '../plugin-grammar';
import { createRefusal } from '../problem';
import { any, one, optional, some, since } from './argument-lists';

/** The most servers. */
const MAX_UPSTREAMS = 15;

const ARGUMENTS: ArgumentList = {
  kinds: [REQUIRED_ZONE],
  min: 2,
  rest: GRPC_UPSTREAM,
  reader: 'line',
  surplus: 'refused',
  check({ args }) {
    const extra = args[MAX_UPSTREAMS + 1];
    if (extra === undefined) return [];
    const message = `${quoteText(extra.text)} is server number ${MAX_UPSTREAMS + 1}`;
    return [createRefusal(extra, message, `CoreDNS takes ${MAX_UPSTREAMS} servers. Remove the rest.`)];
  },
};

/** @see https://coredns.io/plugins/grpc/ */
export const grpc: PluginGrammar = {
  name: 'grpc',
  example: 'grpc . 10.0.0.1:443',
  repeated: 'refused',
  args: ARGUMENTS,
  braces: {
    options: {
      except: some(ZONE),
      tls: optional(FILE, FILE, FILE),
      tls_servername: one(TEXT),
      policy: one(word('random', 'round_robin', 'sequential')),
      fallthrough: since('1.12.3', any(ZONE)),
    },
  },
};
