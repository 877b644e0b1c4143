import { quoteText } from '../../../diagnostics';
import { isGoUrl } from '../go/url';
import { FILE, integer, TEXT } from '../kinds/values';
import type { ArgumentKind, ArgumentList, PluginGrammar, PluginUse } from '../plugin-grammar';
import type { CorefileProblem } from '../problem';
import { createRefusal } from '../problem';
import type { CorefileToken } from '../tokenize';
import { FLAG, one } from './argument-lists';
import { checkArgument } from './check-argument';

/** Megabytes of the write buffer. */
const BUFFER = integer({ min: 1, max: 1024 });

/** Tens of thousands of messages that wait. */
const QUEUE = integer({ min: 1, max: 4096 });

/** A socket, `tcp://ADDRESS` or `tls://ADDRESS`. */
const ENDPOINT: ArgumentKind = {
  title: 'an endpoint',
  findFault: (text) =>
    /^(?:tls|tcp):\/\//.test(text) && !isGoUrl(text)
      ? { message: 'is not a URL', hint: 'Write one such as "tcp://10.0.0.1:6000".' }
      : undefined,
};

/** `dnstap [listen] ENDPOINT [full] [BUFFER] [QUEUE]` */
const ARGUMENTS: ArgumentList = {
  kinds: [TEXT],
  min: 1,
  rest: TEXT,
  reader: 'line',
  surplus: 'refused',
  check({ word, args }) {
    const [listen] = args as [CorefileToken];
    const isListener = listen.text === 'listen';
    const [endpoint, , buffer, queue] = isListener ? args.slice(1) : args;
    if (endpoint === undefined)
      return [createRefusal(listen, '"listen" has no endpoint behind it', 'Write "tcp://:6000".')];
    return [
      ...checkArgument(endpoint, ENDPOINT, word),
      ...(buffer ? checkArgument(buffer, BUFFER, word) : []),
      ...(queue ? checkArgument(queue, QUEUE, word) : []),
    ];
  },
};

/** `tls CERTIFICATE KEY [CA]` */
const TLS: ArgumentList = { kinds: [FILE, FILE, FILE], min: 2, reader: 'line', surplus: 'ignored' };

function checkTls({ args, options }: PluginUse): readonly CorefileProblem[] {
  const tls = options.find(({ word }) => word.text === 'tls');
  if (tls === undefined || args[0]?.text === 'listen') return [];
  return [
    createRefusal(
      tls.word,
      `${quoteText('tls')} is for "dnstap listen" only`,
      'Remove it, or write "listen".',
    ),
  ];
}

/** @see https://coredns.io/plugins/dnstap/ */
export const dnstap: PluginGrammar = {
  name: 'dnstap',
  example: 'dnstap tcp://10.0.0.1:6000 full',
  repeated: 'added',
  args: ARGUMENTS,
  braces: {
    options: { skipverify: FLAG, tls: TLS, identity: one(TEXT), version: one(TEXT), extra: one(TEXT) },
  },
  check: checkTls,
};
