import { describe, expect, test } from 'vitest';
import type { ZoneOptions } from '../../../constructs/coredns';
import { checkSnippet } from '../../../src/languages/corefile';
import { VERSIONS } from '../../../src/versions';
import { custom, zone } from './manifests';

const SOA =
  'authority "{{ .Zone }} 60 IN SOA ns.dns.{{ .Zone }} hostmaster.{{ .Zone }} 1 7200 1800 86400 60"';

/** The lines of a zone's templates without their indent. */
const lines = (options: ZoneOptions) =>
  zone(options)
    ?.split('\n')
    .map((line) => line.trim());

test('a zone with name servers of its own', () => {
  expect(zone({ zone: 'home.arpa', forward: { to: ['10.0.0.1'] } })).toBe(
    'home.arpa:53 {\n    errors\n    cache 30\n    forward . 10.0.0.1\n}\n',
  );
});

test('every option of a zone', () => {
  const options: Required<ZoneOptions> = {
    zone: 'apps.home.arpa',
    forward: {
      to: ['tls://9.9.9.9', '10.0.0.1:5353'],
      tlsServername: 'dns.quad9.net',
      policy: 'sequential',
      maxConcurrent: 100,
      forceTcp: true,
      healthCheckSeconds: 5,
    },
    fallthrough: false,
    hosts: [{ name: 'own.apps.home.arpa', addresses: ['10.0.0.5', 'fd00::5'] }],
    records: [{ name: 'apps.home.arpa', type: 'MX', ttlSeconds: 300, data: ['10 mail.home.arpa.'] }],
    wildcard: { addresses: ['10.0.0.100'], ttlSeconds: 5 },
    rewrite: [{ match: 'suffix', from: '.old.apps.home.arpa', to: '.apps.home.arpa' }],
    cache: { ttlSeconds: 10, denialTtlSeconds: 5, serveStaleSeconds: 3600 },
    log: ['denial', 'error'],
    errors: false,
  };
  const text = zone(options) ?? '';
  expect(text).toBe(`apps.home.arpa:53 {
    log {
        class denial error
    }
    rewrite name suffix .old.apps.home.arpa .apps.home.arpa answer auto
    template IN A apps.home.arpa {
        match ^own\\.apps\\.home\\.arpa\\.$
        answer "{{ .Name }} 60 IN A 10.0.0.5"
        fallthrough
    }
    template IN AAAA apps.home.arpa {
        match ^own\\.apps\\.home\\.arpa\\.$
        answer "{{ .Name }} 60 IN AAAA fd00::5"
        fallthrough
    }
    template IN MX apps.home.arpa {
        match ^apps\\.home\\.arpa\\.$
        answer "{{ .Name }} 300 IN MX 10 mail.home.arpa."
        fallthrough
    }
    template IN ANY apps.home.arpa {
        match ^own\\.apps\\.home\\.arpa\\.$
        match ^apps\\.home\\.arpa\\.$
        ${SOA}
        fallthrough
    }
    template IN A apps.home.arpa {
        match ^.+\\.apps\\.home\\.arpa\\.$
        answer "{{ .Name }} 5 IN A 10.0.0.100"
        fallthrough
    }
    template IN ANY apps.home.arpa {
        match ^.+\\.apps\\.home\\.arpa\\.$
        ${SOA}
        fallthrough
    }
    cache 10 {
        denial 9984 5
        serve_stale 3600s
    }
    forward . tls://9.9.9.9 10.0.0.1:5353 {
        tls_servername dns.quad9.net
        policy sequential
        max_concurrent 100
        force_tcp
        health_check 5s
    }
}
`);
  expect(checkSnippet(text, 'server', VERSIONS.coredns)).toEqual([]);
});

test('a wildcard with fallthrough answers the types of addresses, and forwards the rest', () => {
  const wildcard = { addresses: ['10.0.0.100'], fallthrough: true };
  const files = custom({ upstream: { to: ['9.9.9.9'] }, zones: [{ zone: 'example.org', wildcard }] })?.data;
  const match = 'match ^([^._][^.]*\\.)+example\\.org\\.$';
  expect(files?.['example.org.server']).toBe(`example.org:53 {
    errors
    template IN A example.org {
        ${match}
        answer "{{ .Name }} 60 IN A 10.0.0.100"
        fallthrough
    }
    template IN AAAA example.org {
        ${match}
        ${SOA}
        fallthrough
    }
    template IN HTTPS example.org {
        ${match}
        ${SOA}
        fallthrough
    }
    cache 30
    forward . 9.9.9.9
}
`);
});

test('a host with fallthrough or a time to live is a template, beside hosts that are not', () => {
  const hosts = [
    { name: 'plain.home.arpa', addresses: ['10.0.0.5'] },
    { name: 'ttl.home.arpa', addresses: ['10.0.0.6'], ttlSeconds: 5 },
    { name: 'open.home.arpa', addresses: ['10.0.0.7'], fallthrough: true },
  ];
  const own = lines({ zone: 'home.arpa', hosts, forward: { to: ['10.0.0.1'] } });
  expect(own?.filter((line) => /^(template|match|answer|hosts|10)/.test(line))).toEqual([
    'template IN A home.arpa {',
    'match ^ttl\\.home\\.arpa\\.$',
    'answer "{{ .Name }} 5 IN A 10.0.0.6"',
    'template IN A home.arpa {',
    'match ^open\\.home\\.arpa\\.$',
    'answer "{{ .Name }} 60 IN A 10.0.0.7"',
    'template IN AAAA home.arpa {',
    'match ^open\\.home\\.arpa\\.$',
    'template IN HTTPS home.arpa {',
    'match ^open\\.home\\.arpa\\.$',
    'template IN ANY home.arpa {',
    'match ^ttl\\.home\\.arpa\\.$',
    'hosts {',
    '10.0.0.5 plain.home.arpa',
  ]);
});

test('a record outside of its zone', () => {
  const records = [{ name: 'www.other.test', type: 'CNAME' as const, data: ['web.home.arpa.'] }];
  expect(() => zone({ zone: 'home.arpa', records })).toThrow(
    'Record www.other.test is not in the zone home.arpa',
  );
});

test('log: true logs everything', () => {
  expect(lines({ zone: 'a.test', log: true, forward: { to: ['10.0.0.1'] } })?.slice(1, 3)).toEqual([
    'errors',
    'log',
  ]);
});

describe('without a forward a zone is the authority', () => {
  test('a wildcard answers for everything below it, and nothing falls through', () => {
    expect(zone({ zone: 'apps.lan', wildcard: { addresses: ['10.0.0.100'] } })).toBe(`apps.lan:53 {
    errors
    template IN A apps.lan {
        match ^.+\\.apps\\.lan\\.$
        answer "{{ .Name }} 60 IN A 10.0.0.100"
        fallthrough
    }
    template IN ANY apps.lan {
        rcode NOERROR
        ${SOA}
    }
}
`);
  });

  test('names between the zone and a host exist, all others do not', () => {
    const text = lines({ zone: 'only.lan', hosts: [{ name: 'a.b.c.only.lan', addresses: ['10.0.0.7'] }] });
    const end = text?.slice(text.indexOf('match ^only\\.lan\\.$') - 1);
    expect(end).toEqual([
      'template IN ANY only.lan {',
      'match ^only\\.lan\\.$',
      'match ^b\\.c\\.only\\.lan\\.$',
      'match ^c\\.only\\.lan\\.$',
      SOA,
      'fallthrough',
      '}',
      'template IN ANY only.lan {',
      'rcode NXDOMAIN',
      SOA,
      '}',
      '}',
      '',
    ]);
  });

  test('a host may be the zone itself', () => {
    const text = zone({ zone: 'nas.lan', hosts: [{ name: 'nas.lan', addresses: ['10.0.0.7'] }] });
    expect(text?.match(/match .*/g)).toEqual(['match ^nas\\.lan\\.$', 'match ^nas\\.lan\\.$']);
  });

  test('an empty one has no names at all', () => {
    expect(lines({ zone: 'blocked.test' })?.filter((line) => line.startsWith('rcode'))).toEqual([
      'rcode NXDOMAIN',
    ]);
  });
});

test('hosts beside a forward fall through to it', () => {
  const hosts = [{ name: 'nas.home.arpa', addresses: ['10.0.0.5'] }];
  expect(lines({ zone: 'home.arpa', hosts, forward: { to: ['10.0.0.1'] } })).toEqual([
    'home.arpa:53 {',
    'errors',
    'hosts {',
    '10.0.0.5 nas.home.arpa',
    'ttl 60',
    'fallthrough',
    '}',
    'cache 30',
    'forward . 10.0.0.1',
    '}',
    '',
  ]);
});

describe('all that is said of a zone comes into one block', () => {
  test('however it is written', () => {
    const data = custom({
      zones: [
        { zone: 'home.arpa', forward: { to: ['10.0.0.1'] } },
        { zone: 'Home.Arpa.', hosts: [{ name: 'a.home.arpa', addresses: ['10.0.0.5'] }] },
      ],
      hosts: [
        { name: 'B.home.arpa', addresses: ['10.0.0.6'] },
        { name: 'home.arpa', addresses: ['10.0.0.7'] },
      ],
    })?.data;
    expect(Object.keys(data ?? {})).toEqual(['home.arpa.server']);
    expect(data?.['home.arpa.server']?.match(/^ +10.*/gm)).toEqual([
      '        10.0.0.5 a.home.arpa',
      '        10.0.0.6 B.home.arpa',
      '        10.0.0.7 home.arpa',
    ]);
  });

  test('and a host into the longest that it is in', () => {
    const forward = { to: ['10.0.0.1'] };
    const data = custom({
      zones: [
        { zone: 'home.arpa', forward },
        { zone: 'apps.home.arpa', forward },
      ],
      hosts: [{ name: 'a.apps.home.arpa', addresses: ['10.0.0.5'] }],
    })?.data;
    expect(data?.['home.arpa.server']).not.toContain('hosts');
    expect(data?.['apps.home.arpa.server']).toContain('10.0.0.5 a.apps.home.arpa');
  });

  test('unless it contradicts itself', () => {
    const zones = ['10.0.0.1', '10.0.0.2'].map((server) => ({ zone: 'a.test', forward: { to: [server] } }));
    expect(() => custom({ zones })).toThrow('Zone a.test has two values of "forward"');
  });
});

test('hosts in no zone take nothing of the domain around or below them', () => {
  const hosts = [
    { name: 'nas.example.com', addresses: ['10.0.0.5', 'fd00::5'] },
    { name: 'tv.example.org', addresses: ['10.0.0.6'] },
  ];
  expect(custom({ hosts })?.data).toEqual({
    'hosts.server': `nas.example.com:53 tv.example.org:53 {
    errors
    hosts {
        10.0.0.5 nas.example.com
        fd00::5 nas.example.com
        10.0.0.6 tv.example.org
        ttl 60
        fallthrough
    }
    cache 30
    forward . /etc/resolv.conf
}
`,
  });
});

test('a network is the zone of its reverse look-ups', () => {
  const data = custom({ zones: [{ zone: '10.0.0.0/24', forward: { to: ['10.0.0.1'] } }] })?.data;
  expect(Object.keys(data ?? {})).toEqual(['10.0.0.0-24.server']);
  expect(data?.['10.0.0.0-24.server']).toContain('10.0.0.0/24:53 {');
});

test.each<[string, ZoneOptions]>([
  ["cluster's own block", { zone: '.' }],
  ['has no wildcard', { zone: '10.0.0.0/24', wildcard: { addresses: ['10.0.0.1'] } }],
  [
    'Host b.test is not in the zone a.test',
    { zone: 'a.test', hosts: [{ name: 'b.test', addresses: ['10.0.0.1'] }] },
  ],
  ['needs a server', { zone: 'a.test', forward: { to: [] } }],
])('refuses what cannot work: %s', (message, options) => {
  expect(() => zone(options)).toThrow(message);
});
