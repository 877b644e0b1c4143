import { duration, FILE, TEXT } from '../kinds/values';
import { ZONE } from '../kinds/zones';
import type { ArgumentKind, PluginGrammar } from '../plugin-grammar';
import { any, exactly, FLAG, one, optional, SKIPPED, some, since } from './argument-lists';

const DURATION = duration({ min: 0, max: 2 ** 32 - 1 });

/** A number of seconds or a duration; an empty one is 0. */
const LEASE: ArgumentKind = {
  title: 'a duration',
  findFault(text) {
    const trimmed = text.trim();
    if (trimmed === '') return undefined;
    return DURATION.findFault(/^\d+$/.test(trimmed) ? `${trimmed}s` : trimmed);
  },
};

/** @see https://coredns.io/plugins/etcd/ */
export const etcd: PluginGrammar = {
  name: 'etcd',
  example: 'etcd home.arpa {',
  repeated: 'first',
  args: any(ZONE),
  braces: {
    options: {
      stubzones: FLAG,
      fallthrough: any(ZONE),
      debug: FLAG,
      path: one(TEXT),
      endpoint: some(TEXT),
      upstream: SKIPPED,
      tls: optional(FILE, FILE, FILE),
      credentials: exactly(TEXT, TEXT),
      'min-lease-ttl': since('1.12.4', one(LEASE)),
      'max-lease-ttl': since('1.12.4', one(LEASE)),
    },
  },
};
