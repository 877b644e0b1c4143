import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DnsOptions } from '../../../constructs';
import { ask, COREDNS, CoreDnsProcess } from './core-dns-process';
import { packagedFiles, standaloneFiles } from './custom-files';

/** The LAN's own name server: it knows some names, and that all others do not exist. */
const ROUTER = {
  Corefile: '.:53 {\n    file /etc/coredns/lan.db .\n}\n',
  'lan.db': `$ORIGIN .
$TTL 60
@ SOA a. b. 1 60 60 60 60
@ NS a.
known.home.arpa A 192.0.2.1
apps.home.arpa A 192.0.2.2
deep.nas.example.com A 192.0.2.3
public.example.com A 192.0.2.4
new.example.org A 192.0.2.5
x.new.example.org A 192.0.2.6
prefix-new.example.net A 192.0.2.7
host-7.example.net A 192.0.2.8
1.0.0.10.in-addr.arpa PTR known.home.arpa
x.raw.test A 192.0.2.9
`,
};

const NXDOMAIN = 'ENOTFOUND';
const NO_DATA = 'ENODATA';

/** One of everything that a profile can say. */
const options = (router: string): DnsOptions => ({
  zones: [
    { zone: 'home.arpa', forward: { to: [router] } },
    { zone: 'Home.Arpa.', hosts: [{ name: 'nas.home.arpa', addresses: ['10.0.0.5'] }] },
    {
      zone: 'apps.lan',
      wildcard: { addresses: ['10.0.0.100', 'fd00::100'], ttlSeconds: 7 },
      hosts: [{ name: 'own.apps.lan', addresses: ['10.0.0.6'] }],
    },
    { zone: 'v4.lan', wildcard: { addresses: ['10.0.0.101'] } },
    { zone: 'apps.home.arpa', forward: { to: [router] }, wildcard: { addresses: ['10.0.0.102'] } },
    { zone: 'only.lan', hosts: [{ name: 'a.b.only.lan', addresses: ['10.0.0.7', 'fd00::7'] }] },
    { zone: 'blocked.test' },
    {
      zone: '10.0.0.0/24',
      forward: { to: [router], forceTcp: true, policy: 'sequential', healthCheckSeconds: 0.5 },
    },
  ],
  hosts: [
    { name: 'nas.example.com', addresses: ['10.0.0.8'] },
    { name: 'tv.home.arpa', addresses: ['10.0.0.9'] },
  ],
  rewrite: [
    { from: 'old.example.org', to: 'new.example.org' },
    { match: 'suffix', from: '.old.example.org', to: '.new.example.org' },
    { match: 'prefix', from: 'prefix-old.', to: 'prefix-new.' },
    { match: 'regex', from: '^server-(\\d)\\.example\\.net\\.$', to: 'host-{1}.example.net' },
  ],
  log: ['error'],
  snippets: [{ name: 'raw.server', text: 'raw.test:53 {\n    forward . ' + router + '\n}\n' }],
});

describe.skipIf(COREDNS === undefined).each(['packaged', 'standalone'] as const)(
  'the %s CoreDNS answers',
  (mode) => {
    let router: CoreDnsProcess;
    let dns: CoreDnsProcess;

    beforeAll(async () => {
      router = await CoreDnsProcess.start(ROUTER);
      const asked = options(router.address);
      dns = await CoreDnsProcess.start(
        mode === 'packaged'
          ? packagedFiles(asked, router.address)
          : standaloneFiles(
              {
                ...asked,
                clusterDns: ['10.43.0.10'],
                nodeHosts: [{ name: 'pi1', addresses: ['10.0.0.11'] }],
              },
              router.address,
            ),
      );
    });

    afterAll(() => {
      dns.stop();
      router.stop();
    });

    test.each([
      ['what only the servers of a zone know', 'known.home.arpa', 'A', '192.0.2.1'],
      ['that they do not know it', 'unknown.home.arpa', 'A', NXDOMAIN],
      ['a host of a zone that is forwarded', 'nas.home.arpa', 'A', '10.0.0.5'],
      ['that such a host has no other address', 'nas.home.arpa', 'AAAA', NO_DATA],
      ['a host that is in a zone without being said there', 'tv.home.arpa', 'A', '10.0.0.9'],
      ['every name below a wildcard', 'x.apps.lan', 'A', '10.0.0.100'],
      ['however deep and in capitals', 'X.y.Apps.LAN', 'AAAA', 'fd00::100'],
      ['that there is nothing else about it', 'x.apps.lan', 'MX', NO_DATA],
      ['its own entry for a host beside a wildcard', 'own.apps.lan', 'A', '10.0.0.6'],
      ['and not the other address of the wildcard', 'own.apps.lan', 'AAAA', NO_DATA],
      ['that the zone itself is no name below it', 'apps.lan', 'A', NO_DATA],
      ['that a wildcard of IPv4 has no IPv6', 'x.v4.lan', 'AAAA', NO_DATA],
      ['a wildcard before the servers of the zone', 'x.apps.home.arpa', 'A', '10.0.0.102'],
      ['its other types with nothing, without asking them', 'x.apps.home.arpa', 'AAAA', NO_DATA],
      ['the zone itself from its servers', 'apps.home.arpa', 'A', '192.0.2.2'],
      ['a host of a zone without servers', 'a.b.only.lan', 'AAAA', 'fd00::7'],
      ['that a name above it exists', 'b.only.lan', 'A', NO_DATA],
      ['that the zone exists', 'only.lan', 'A', NO_DATA],
      ['that no other name does', 'c.only.lan', 'A', NXDOMAIN],
      ['nothing for a zone that is empty', 'www.blocked.test', 'A', NXDOMAIN],
      ['a host in no zone', 'nas.example.com', 'A', '10.0.0.8'],
      ['names below it from upstream', 'deep.nas.example.com', 'A', '192.0.2.3'],
      ['names around it from upstream', 'public.example.com', 'A', '192.0.2.4'],
      ['an exact rewrite', 'old.example.org', 'A', '192.0.2.5'],
      ['a suffix rewrite', 'x.old.example.org', 'A', '192.0.2.6'],
      ['a prefix rewrite', 'prefix-old.example.net', 'A', '192.0.2.7'],
      ['a regular expression', 'server-7.example.net', 'A', '192.0.2.8'],
      ['a reverse look-up from the servers of a network', '1.0.0.10.in-addr.arpa', 'PTR', 'known.home.arpa'],
      ['what a raw snippet says', 'x.raw.test', 'A', '192.0.2.9'],
    ])('%s: %s %s', async (_, name, type, expected) => {
      expect(await ask(dns, name, type)).toBe(expected);
    });

    test('the name of a node, which only a standalone one must be told', async () => {
      expect(await ask(dns, 'pi1')).toBe(mode === 'standalone' ? '10.0.0.11' : NXDOMAIN);
    });

    test('with the time to live that was asked for', async () => {
      expect(await dns.resolver.resolve4('x.apps.lan', { ttl: true })).toEqual([
        { address: '10.0.0.100', ttl: 7 },
      ]);
    });
  },
);
