import { NAT64_PREFIX } from '../kinds/network';
import type { PluginGrammar } from '../plugin-grammar';
import { FLAG, one, optional } from './argument-lists';

/** @see https://coredns.io/plugins/dns64/ */
export const dns64: PluginGrammar = {
  name: 'dns64',
  example: 'dns64 64:ff9b::/96',
  repeated: 'last',
  args: optional(NAT64_PREFIX),
  // With a prefix on its line CoreDNS does not look for braces.
  braces: (args) => (args.length > 0 ? undefined : OPTIONS),
};

const OPTIONS = { options: { prefix: one(NAT64_PREFIX), translate_all: FLAG, allow_ipv4: FLAG } };
