import { isGoUrl } from '../go/url';
import { integer, TEXT } from '../kinds/values';
import { ZONE } from '../kinds/zones';
import type { ArgumentKind, PluginGrammar } from '../plugin-grammar';
import { any, exactly, some, since } from './argument-lists';

const ADDRESS: ArgumentKind = {
  title: 'a URL',
  findFault: (text) =>
    isGoUrl(text)
      ? undefined
      : { message: 'is not a URL', hint: 'Write a URL such as "http://10.0.0.1:4646".' },
};

/** @see https://coredns.io/plugins/nomad/ */
export const nomad: PluginGrammar = {
  name: 'nomad',
  since: '1.13.0',
  example: 'nomad service.nomad',
  repeated: 'first',
  args: any(ZONE),
  braces: {
    ignoreCase: true,
    options: {
      address: some(ADDRESS),
      filter: since('1.13.2', exactly(TEXT)),
      token: exactly(TEXT),
      ttl: exactly(integer({ min: 0, max: 3600, unit: 'seconds' })),
    },
  },
};
