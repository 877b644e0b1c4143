import { BOOLEAN, decimal, duration, integer, TEXT, parseUnsigned, wordOfAnyCase } from '../kinds/values';
import type { ArgumentList, PluginGrammar } from '../plugin-grammar';
import { exactly, optional } from './argument-lists';
import { checkArgument } from './check-argument';

const PROVIDER = wordOfAnyCase('zipkin', 'datadog');

/** `trace [[zipkin|datadog] ENDPOINT]` */
const ARGUMENTS: ArgumentList = {
  ...optional(TEXT, TEXT),
  check: ({ word, args: [provider, endpoint] }) =>
    provider === undefined || endpoint === undefined ? [] : checkArgument(provider, PROVIDER, word),
};

/** @see https://coredns.io/plugins/trace/ */
export const trace: PluginGrammar = {
  name: 'trace',
  example: 'trace zipkin 10.0.0.1:9411',
  repeated: 'last',
  args: ARGUMENTS,
  braces: {
    options: {
      every: exactly(parseUnsigned(64)),
      service: exactly(TEXT),
      client_server: optional(BOOLEAN),
      datadog_analytics_rate: optional(decimal(64, 0, 1)),
      zipkin_max_backlog_size: exactly(integer()),
      zipkin_max_batch_size: exactly(integer()),
      zipkin_max_batch_interval: exactly(duration()),
    },
  },
};
