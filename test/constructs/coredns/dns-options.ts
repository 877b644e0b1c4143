import fc from 'fast-check';
import type {
  DnsOptions,
  HostEntry,
  RewriteRule,
  ZoneOptions,
  ZoneRecord,
} from '../../../constructs/coredns';

const label = fc.stringMatching(/^[a-z]([-a-z0-9]{0,8}[a-z0-9])?$/);
const name = fc.array(label, { minLength: 2, maxLength: 4 }).map((labels) => labels.join('.'));
const address = fc.oneof(fc.ipV4(), fc.constantFrom('fd00::1', '2001:db8::53'));
const addresses = fc.uniqueArray(address, { minLength: 1, maxLength: 3 });
const seconds = fc.integer({ min: 1, max: 86400 });

const forward = fc.record(
  {
    to: fc.uniqueArray(
      fc.constantFrom('10.0.0.1', '10.0.0.2:5353', 'tls://9.9.9.9', '[fd00::1]:53', 'tls://[fd00::2]:853'),
      { minLength: 1, maxLength: 5 },
    ),
    tlsServername: name,
    policy: fc.constantFrom('random' as const, 'round_robin' as const, 'sequential' as const),
    maxConcurrent: fc.integer({ min: 1, max: 10000 }),
    forceTcp: fc.boolean(),
    healthCheckSeconds: fc.constantFrom(0.5, 1, 30),
  },
  { requiredKeys: ['to'] },
);

const rewrite: fc.Arbitrary<RewriteRule> = fc.record(
  {
    match: fc.constantFrom('exact' as const, 'prefix' as const, 'suffix' as const),
    from: name,
    to: name,
  },
  { requiredKeys: ['from', 'to'] },
);

const cache = fc.record(
  { ttlSeconds: seconds, denialTtlSeconds: seconds, serveStaleSeconds: seconds },
  { requiredKeys: [] },
);

const log = fc.oneof(
  fc.boolean(),
  fc.uniqueArray(fc.constantFrom('success' as const, 'denial' as const, 'error' as const), { minLength: 1 }),
);

const hostOf = (within: fc.Arbitrary<string>): fc.Arbitrary<HostEntry> =>
  fc.record(
    { name: within, addresses, ttlSeconds: seconds, fallthrough: fc.boolean() },
    { requiredKeys: ['name', 'addresses'] },
  );

const recordOf = (within: fc.Arbitrary<string>): fc.Arbitrary<ZoneRecord> =>
  fc
    .record({
      name: within,
      data: fc.constantFrom(
        { type: 'MX' as const, data: ['10 mail.home.arpa.', '20 mx.home.arpa.'] },
        { type: 'TXT' as const, data: ['"v=spf1 -all; x" "#y"'] },
        { type: 'CNAME' as const, data: ['web.home.arpa.'] },
        { type: 'SRV' as const, data: ['0 5 5060 sip.home.arpa.'] },
      ),
      ttlSeconds: seconds,
    })
    .map(({ name, data, ttlSeconds }) => ({ name, ttlSeconds, ...data }));

const zone: fc.Arbitrary<ZoneOptions> = name.chain((zone) =>
  fc.record(
    {
      zone: fc.constantFrom(zone, `${zone}.`, zone.toUpperCase()),
      forward: forward,
      hosts: fc.array(
        hostOf(fc.array(label, { maxLength: 2 }).map((labels) => [...labels, zone].join('.'))),
        {
          maxLength: 3,
        },
      ),
      records: fc.array(
        recordOf(fc.array(label, { maxLength: 2 }).map((labels) => [...labels, zone].join('.'))),
        {
          maxLength: 3,
        },
      ),
      fallthrough: fc.boolean(),
      wildcard: fc.record(
        { addresses, ttlSeconds: seconds, fallthrough: fc.boolean() },
        { requiredKeys: ['addresses'] },
      ),
      rewrite: fc.array(rewrite, { maxLength: 2 }),
      cache,
      log,
      errors: fc.boolean(),
    },
    { requiredKeys: ['zone'] },
  ),
);

/** Everything that can be said of zones, hosts and rewrites, each zone once. */
export const dnsOptions: fc.Arbitrary<DnsOptions> = fc.record(
  {
    upstream: forward,
    rewrite: fc.array(rewrite, { maxLength: 3 }),
    log,
    zones: fc.uniqueArray(zone, {
      maxLength: 4,
      selector: (one) => one.zone.toLowerCase().replace(/\.$/, ''),
    }),
    hosts: fc.uniqueArray(hostOf(name), { maxLength: 3, selector: (host) => host.name }),
  },
  { requiredKeys: [] },
);
