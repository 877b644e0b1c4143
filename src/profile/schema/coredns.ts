import * as z from 'zod';
import { parseNameServer } from '../../address';
import { RECORD_TYPES } from '../../languages/record-data';
import { address, domain, list, oneOrMany, positive, read, recordName, text } from './scalars';

import { scheduling } from './scheduling';
import { strictObject } from './strict-object';

const server = read(
  (text) => {
    parseNameServer(text);
    return text;
  },
  { description: 'A name server.', examples: ['10.0.0.1', '10.0.0.1:5353', 'tls://9.9.9.9'] },
);

const forward = {
  to: oneOrMany(server).describe('Name servers, 15 at most.'),
  tlsServername: domain.optional().describe("Name in the servers' certificate; for tls:// servers."),
  policy: z
    .enum(['random', 'round_robin', 'sequential'])
    .optional()
    .describe("Which server is asked. Default: CoreDNS's, random."),
  maxConcurrent: positive
    .optional()
    .describe('Queries under way at once; more are refused. Default: no limit.'),
};

const ttlSeconds = z.int().min(0).max(86400).default(60);

const record = strictObject(() => ({
  name: recordName,
  type: z
    .enum(RECORD_TYPES)
    .describe('The type of the record.')
    .meta({ examples: ['MX', 'TXT'] }),
  ttlSeconds: ttlSeconds.describe('How long clients may keep the record, in seconds, 0-86400.'),
  data: oneOrMany(z.string().min(1)).describe(
    'The data as in a zone file, names in full; one entry per record. TXT: the text without quotes.',
  ),
}));

export const coredns = strictObject(() => ({
  mode: z
    .enum(['packaged', 'standalone', 'none'])
    .default('packaged')
    .describe(
      "packaged: k3s's own, extended by coredns-custom. standalone: ours instead. none: bring your own.",
    ),
  replicas: z.int().min(1).max(100).optional().describe('standalone: pods. Default 1.'),
  ...scheduling,
  upstream: strictObject(() => forward)
    .optional()
    .describe("Where everything else is asked. Default: the node's own resolv.conf."),
  forward: list(strictObject(() => ({ zone: domain, ...forward })))
    .default([])
    .describe('Zones that other name servers answer.'),
  hosts: list(
    strictObject(() => ({
      name: domain,
      addresses: oneOrMany(address).describe('What the name is answered with; of each family what it has.'),
      ttlSeconds: ttlSeconds.describe('How long clients may keep the addresses, in seconds, 0-86400.'),
      fallthrough: z
        .boolean()
        .default(false)
        .describe(
          'Forward queries for other types of the name, such as MX and TXT; A, AAAA and HTTPS are never forwarded.',
        ),
    })),
  )
    .default([])
    .describe('Names with fixed addresses.'),
  template: list(
    strictObject(() => ({
      zone: domain,
      addresses: oneOrMany(address).describe('What every name is answered with.'),
      ttlSeconds: ttlSeconds.describe('How long the answer may be kept, in seconds, 0-86400.'),
      fallthrough: z
        .boolean()
        .default(false)
        .describe(
          'Answer A and AAAA only, and forward everything else: TXT, MX, _acme-challenge, the zone itself.',
        ),
    })),
  )
    .default([])
    .describe('One answer for every name below a zone.'),
  zones: list(
    strictObject(() => ({
      zone: domain,
      fallthrough: z
        .boolean()
        .default(false)
        .describe(
          'Forward what no record answers. Without it, and without a forward of the zone, other names do not exist.',
        ),
      records: list(record).default([]).describe('The records of the zone.'),
    })),
  )
    .default([])
    .describe('Zones with records of your own.'),
  rewrite: list(
    strictObject(() => ({
      match: z
        .enum(['exact', 'suffix', 'prefix', 'regex'])
        .default('exact')
        .describe('Which part of a name is compared with "from".'),
      from: z
        .string()
        .min(1)
        .describe('The name, or part of one, that is asked for.')
        .meta({ examples: ['git.home.arpa'] }),
      to: z
        .string()
        .min(1)
        .describe('What is looked up in its place.')
        .meta({ examples: ['gitea.git.svc.cluster.local'] }),
    })),
  )
    .default([])
    .describe('Names looked up under another name.'),
  log: z.boolean().default(false).describe('Log every query.'),
  cache: strictObject(() => ({
    ttlSeconds: z.int().min(1).max(86400).default(30).describe('Longest time an answer is kept.'),
    serveStaleSeconds: positive
      .optional()
      .describe('Answer from expired entries while the upstream is away.'),
  }))
    .optional()
    .describe('standalone: the cache of everything but zones with servers of their own. Default 30 seconds.'),
  snippets: list(
    strictObject(() => ({
      name: text(/^[-A-Za-z0-9_.]+\.(override|server)$/, 'a file name that ends in .override or .server', {
        description: 'File name.',
        examples: ['rebind.override'],
      }),
      text: z.string().min(1).describe('Corefile text.'),
    })),
  )
    .default([])
    .describe('Raw Corefile text: .override goes inside the block of ".", .server beside it.'),
})).describe('CoreDNS, the cluster DNS.');
