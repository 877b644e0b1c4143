import { FILE, integer, TEXT } from '../kinds/values';
import { ZONE } from '../kinds/zones';
import type { ArgumentList, PluginGrammar } from '../plugin-grammar';
import { any, one } from './argument-lists';
import { checkKeySource } from './key-source';

/** `key file Khome.arpa.+013+26205` */
const KEY: ArgumentList = {
  kinds: [TEXT],
  min: 1,
  rest: FILE,
  reader: 'line',
  surplus: 'refused',
  check: checkKeySource('file', 'aws_secretsmanager'),
};

/** @see https://coredns.io/plugins/dnssec/ */
export const dnssec: PluginGrammar = {
  name: 'dnssec',
  example: 'dnssec {',
  repeated: 'refused',
  args: any(ZONE),
  braces: { options: { key: KEY, cache_capacity: one(integer()) } },
};
