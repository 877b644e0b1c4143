import { quoteText } from '../../../diagnostics';
import { parseGoDuration } from '../go/duration';
import { isDnsName } from '../go/domain-name';
import { responseCode } from '../kinds/dns-words';
import { IP, IP_AND_PORT } from '../kinds/network';
import { UPSTREAM, zoneOfUpstream } from '../kinds/upstream';
import { duration, FILE, integer, TEXT, parseUnsigned, word } from '../kinds/values';
import { REQUIRED_ZONE, ZONE } from '../kinds/zones';
import type { ArgumentKind, ArgumentList, CorefileLine, PluginGrammar, PluginUse } from '../plugin-grammar';
import type { CorefileProblem } from '../problem';
import { createRefusal } from '../problem';
import { NONE, NOTHING, one, optional, some, since } from './argument-lists';
import { checkArgument } from './check-argument';

/** The most servers of one forward. */
export const MAX_UPSTREAMS = 15;

const ARGUMENTS: ArgumentList = {
  kinds: [REQUIRED_ZONE],
  min: 2,
  rest: UPSTREAM,
  reader: 'line',
  surplus: 'refused',
  check({ args }) {
    const extra = args[MAX_UPSTREAMS + 1];
    if (extra === undefined) return [];
    const message = `${quoteText(extra.text)} is server number ${MAX_UPSTREAMS + 1}`;
    return [
      createRefusal(
        extra,
        message,
        `CoreDNS takes ${MAX_UPSTREAMS} servers in one forward. Remove the rest.`,
      ),
    ];
  },
};

/** `health_check DURATION [no_rec] [domain NAME]` */
const HEALTH_CHECK: ArgumentList = {
  kinds: [duration({ min: 0 })],
  min: 1,
  rest: TEXT,
  reader: 'line',
  surplus: 'refused',
  check({ args }) {
    const problems: CorefileProblem[] = [];
    for (let index = 1; index < args.length; index++) {
      const arg = args[index] as CorefileLine['word'];
      if (arg.text === 'no_rec') continue;
      const name = args[++index];
      if (arg.text !== 'domain') {
        problems.push(
          createRefusal(
            arg,
            `${quoteText(arg.text)} is not an option of "health_check"`,
            'Write "no_rec" or "domain".',
          ),
        );
        break;
      }
      if (name === undefined)
        problems.push(createRefusal(arg, '"domain" has no name behind it', 'Write a domain name.'));
      else problems.push(...checkArgument(name, DOMAIN_NAME, arg));
    }
    return problems;
  },
};

const DOMAIN_NAME: ArgumentKind = {
  title: 'a domain name',
  findFault: (text) =>
    isDnsName(text)
      ? undefined
      : { message: 'is not a domain name', hint: 'Write a name such as "home.arpa".' },
};

const ANY_RCODE = responseCode('any');

/** Not NOERROR, with which there is nothing to fail over from. */
const FAILED_RCODE: ArgumentKind = {
  ...ANY_RCODE,
  findFault: (text) =>
    text.toUpperCase() === 'NOERROR'
      ? { message: 'is not a failure', hint: 'Write response codes such as "SERVFAIL" or "REFUSED".' }
      : ANY_RCODE.findFault(text),
};

function checkUse({ args, options }: PluginUse): readonly CorefileProblem[] {
  return [...checkAges(options), ...checkServerNames(args, options)];
}

function checkAges(options: readonly CorefileLine[]): readonly CorefileProblem[] {
  const maxAge = lastOf(options, 'max_age');
  const expire = lastOf(options, 'expire');
  const age = parseGoDuration(maxAge?.args[0]?.text ?? '0');
  const idle = expire === undefined ? DEFAULT_EXPIRE : parseGoDuration(expire.args[0]?.text ?? '');
  if (maxAge === undefined || age === undefined || idle === undefined || age <= 0n || age >= idle) return [];
  return [
    createRefusal(
      maxAge.word,
      '"max_age" is less than "expire"',
      `Write at least ${expire === undefined ? '"10s", the default of "expire"' : quoteText(expire.args[0]?.text ?? '')}.`,
    ),
  ];
}

/** Nanoseconds that an idle connection is kept. */
const DEFAULT_EXPIRE = 10_000_000_000n;

/** A server name of TLS can be given once for all servers, or for each. */
function checkServerNames(
  args: CorefileLine['args'],
  options: readonly CorefileLine[],
): readonly CorefileProblem[] {
  const common = lastOf(options, 'tls_servername');
  const own = args.find(({ text }) => text.startsWith('tls://') && zoneOfUpstream(text));
  if (common === undefined || own === undefined) return [];
  return [
    createRefusal(
      own,
      `${quoteText(own.text)} names its TLS server, and so does "tls_servername"`,
      'Remove one of the two.',
    ),
  ];
}

function lastOf(options: readonly CorefileLine[], name: string): CorefileLine | undefined {
  return options.findLast(({ word: { text } }) => text === name);
}

/** @see https://coredns.io/plugins/forward/ */
export const forward: PluginGrammar = {
  name: 'forward',
  example: 'forward . 10.0.0.1',
  repeated: 'added',
  args: ARGUMENTS,
  braces: {
    options: {
      except: some(ZONE),
      max_fails: one(parseUnsigned(32)),
      max_connect_attempts: since('1.13.2', one(parseUnsigned(32))),
      health_check: HEALTH_CHECK,
      force_tcp: NOTHING,
      prefer_udp: NOTHING,
      tls: optional(FILE, FILE, FILE),
      tls_servername: one(TEXT),
      expire: one(duration({ min: 0 })),
      max_age: since('1.14.3', one(duration({ min: 0 }))),
      max_idle_conns: since('1.14.1', one(integer({ min: 0 }))),
      read_timeout: since('1.14.5', one(duration({ above: 0 }))),
      doh_method: since('1.14.5', one(word('POST', 'GET'))),
      policy: one(word('random', 'round_robin', 'sequential')),
      max_concurrent: one(integer({ min: 0 })),
      next: some(ANY_RCODE),
      next_on_nodata: since('1.14.4', NOTHING),
      failfast_all_unhealthy_upstreams: since('1.12.1', NONE),
      failover: since('1.13.0', some(FAILED_RCODE)),
      resolver: since('1.14.4', some(IP_AND_PORT)),
      source_address: since('1.14.6', one(IP)),
    },
  },
  check: checkUse,
};
