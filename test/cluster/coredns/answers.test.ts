import type { RecordType } from 'dns-packet';
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
split.example MX 10 mail.split.example.
split.example A 192.0.2.10
_acme-challenge.split.example TXT "proof"
_acme-challenge.split.example A 192.0.2.11
www.split.example A 192.0.2.12
www.split.example AAAA 2001:db8::12
www.split.example TXT "public"
www.split.example MX 10 public.split.example.
www.split.example HTTPS 1 . alpn=h3 ipv4hint=192.0.2.12
open.example.com MX 10 mail.example.com.
open.example.com AAAA 2001:db8::13
rec.example A 192.0.2.14
rec.example TXT "public"
other.rec.example A 192.0.2.15
`,
};

const NXDOMAIN = 'ENOTFOUND';
/** The type HTTPS, which the encoder has no name for. */
const HTTPS = 'UNKNOWN_65' as RecordType;

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
      zone: 'split.example',
      wildcard: { addresses: ['10.0.0.103'], fallthrough: true },
      hosts: [
        { name: 'mail.split.example', addresses: ['10.0.0.10'] },
        { name: 'dual.split.example', addresses: ['fd00::10'], fallthrough: true },
      ],
    },
    {
      zone: 'rec.example',
      fallthrough: true,
      records: [
        {
          name: 'rec.example',
          type: 'MX',
          ttlSeconds: 300,
          data: ['10 mail.rec.example.', '20 mx.rec.example.'],
        },
        { name: 'alias.rec.example', type: 'CNAME', data: ['new.example.org.'] },
        { name: '_sip._udp.rec.example', type: 'SRV', data: ['0 5 5060 sip.rec.example.'] },
      ],
    },
    {
      zone: 'zone.lan',
      hosts: [{ name: 'a.zone.lan', addresses: ['10.0.0.11'], ttlSeconds: 5 }],
      records: [
        { name: 'zone.lan', type: 'TXT', data: ['"v=spf1 -all; a" "b"'] },
        { name: 'zone.lan', type: 'CAA', data: ['0 issue "letsencrypt.org"'] },
        { name: '5.zone.lan', type: 'PTR', data: ['a.zone.lan.'] },
        { name: 'alias.zone.lan', type: 'CNAME', data: ['a.zone.lan.'] },
      ],
    },
    {
      zone: '10.0.0.0/24',
      forward: { to: [router], forceTcp: true, policy: 'sequential', healthCheckSeconds: 0.5 },
    },
  ],
  hosts: [
    { name: 'nas.example.com', addresses: ['10.0.0.8'] },
    { name: 'tv.home.arpa', addresses: ['10.0.0.9'] },
    { name: 'open.example.com', addresses: ['10.0.0.12'], ttlSeconds: 9, fallthrough: true },
    { name: 'brief.example.com', addresses: ['10.0.0.13'], ttlSeconds: 9 },
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
      ['a wildcard with fallthrough below its zone', 'www.split.example', 'A', '10.0.0.103'],
      ['however deep', 'x.y.split.example', 'A', '10.0.0.103'],
      ['no public address of the other family', 'www.split.example', 'AAAA', NO_DATA],
      ['other types from upstream: TXT', 'www.split.example', 'TXT', 'public'],
      ['other types from upstream: MX', 'www.split.example', 'MX', 'public.split.example'],
      ['the zone itself from upstream', 'split.example', 'A', '192.0.2.10'],
      ['the MX records of the zone from upstream', 'split.example', 'MX', 'mail.split.example'],
      ['the challenge of an ACME server from upstream', '_acme-challenge.split.example', 'TXT', 'proof'],
      ['its addresses too', '_acme-challenge.split.example', 'A', '192.0.2.11'],
      ['that upstream has no such challenge', '_acme-challenge.www.split.example', 'TXT', NXDOMAIN],
      ['a host beside a wildcard with fallthrough', 'mail.split.example', 'A', '10.0.0.10'],
      ['nothing else about it', 'mail.split.example', 'MX', NO_DATA],
      ['that a host of IPv6 there has no IPv4', 'dual.split.example', 'A', NO_DATA],
      ['its other types from upstream', 'dual.split.example', 'MX', NXDOMAIN],
      ['records of a zone with fallthrough', 'rec.example', 'MX', 'mail.rec.example mx.rec.example'],
      ['other types of their names from upstream', 'rec.example', 'TXT', 'public'],
      ['addresses of their names from upstream', 'rec.example', 'A', '192.0.2.14'],
      ['other names from upstream', 'other.rec.example', 'A', '192.0.2.15'],
      ['the target of a CNAME outside of the zone', 'alias.rec.example', 'A', '192.0.2.5'],
      ['a service', '_sip._udp.rec.example', 'SRV', 'sip.rec.example'],
      ['a TXT record in two strings', 'zone.lan', 'TXT', 'v=spf1 -all; ab'],
      ['a CAA record', 'zone.lan', 'CAA', 'letsencrypt.org'],
      ['a PTR record', '5.zone.lan', 'PTR', 'a.zone.lan'],
      ['the target of a CNAME in the zone', 'alias.zone.lan', 'A', '10.0.0.11'],
      ['a host of a zone with records', 'a.zone.lan', 'A', '10.0.0.11'],
      ['that a record has no other type', '5.zone.lan', 'A', NO_DATA],
      ['that a zone of records has no other names', 'b.zone.lan', 'A', NXDOMAIN],
      ['a host with fallthrough in no zone', 'open.example.com', 'A', '10.0.0.12'],
      ['no public IPv6 of it', 'open.example.com', 'AAAA', NO_DATA],
      ['its MX records from upstream', 'open.example.com', 'MX', 'mail.example.com'],
      ['a host with a time to live', 'brief.example.com', 'A', '10.0.0.13'],
      ['nothing else about that', 'brief.example.com', 'MX', NO_DATA],
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

    test('no HTTPS record of a public server, which has its address', async () => {
      expect(await dns.query('www.split.example', HTTPS)).toEqual({ status: 'NOERROR', answers: [] });
    });

    test('with the time to live that was asked for', async () => {
      expect(await dns.resolver.resolve4('open.example.com', { ttl: true })).toEqual([
        { address: '10.0.0.12', ttl: 9 },
      ]);
      expect(await dns.resolver.resolve4('x.apps.lan', { ttl: true })).toEqual([
        { address: '10.0.0.100', ttl: 7 },
      ]);
    });
  },
);
