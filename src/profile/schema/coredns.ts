import * as z from 'zod';
import { parseNameServer } from '../../address';
import { address, domain, oneOrMany, positive, read, text, list } from './scalars';

import { scheduling } from './scheduling';

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

export const coredns = z
  .strictObject({
    mode: z
      .enum(['packaged', 'standalone', 'none'])
      .default('packaged')
      .describe(
        "packaged: k3s's own, extended by coredns-custom. standalone: ours instead. none: bring your own.",
      ),
    replicas: z.int().min(1).max(100).optional().describe('standalone: pods. Default 1.'),
    ...scheduling,
    upstream: z
      .strictObject(forward)
      .optional()
      .describe("Where everything else is asked. Default: the node's own resolv.conf."),
    forward: list(z.strictObject({ zone: domain, ...forward }))
      .default([])
      .describe('Zones that other name servers answer.'),
    hosts: list(
      z.strictObject({
        name: domain,
        addresses: oneOrMany(address).describe('What the name is answered with; of each family what it has.'),
      }),
    )
      .default([])
      .describe('Names with fixed addresses.'),
    template: list(
      z.strictObject({
        zone: domain,
        addresses: oneOrMany(address).describe('What every name is answered with.'),
        ttlSeconds: z
          .int()
          .min(0)
          .max(86400)
          .default(60)
          .describe('How long the answer may be kept, in seconds, 0-86400.'),
      }),
    )
      .default([])
      .describe('One answer for every name below a zone.'),
    rewrite: list(
      z.strictObject({
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
      }),
    )
      .default([])
      .describe('Names looked up under another name.'),
    log: z.boolean().default(false).describe('Log every query.'),
    cache: z
      .strictObject({
        ttlSeconds: z.int().min(1).max(86400).default(30).describe('Longest time an answer is kept.'),
        serveStaleSeconds: positive
          .optional()
          .describe('Answer from expired entries while the upstream is away.'),
      })
      .optional()
      .describe(
        'standalone: the cache of everything but zones with servers of their own. Default 30 seconds.',
      ),
    snippets: list(
      z.strictObject({
        name: text(/^[-A-Za-z0-9_.]+\.(override|server)$/, 'a file name that ends in .override or .server', {
          description: 'File name.',
          examples: ['rebind.override'],
        }),
        text: z.string().min(1).describe('Corefile text.'),
      }),
    )
      .default([])
      .describe('Raw Corefile text: .override goes inside the block of ".", .server beside it.'),
  })
  .describe('CoreDNS, the cluster DNS.');
