import type { Random } from './random';

/** Makes valid words of one kind. */
export type MakeWord = (random: Random) => string;

const of =
  (...words: readonly string[]): MakeWord =>
  (random) =>
    random.pick(words);

export const ip = of(
  '10.0.0.1',
  '192.168.1.254',
  '203.0.113.9',
  'fd00::1',
  '2001:db8::53',
  '::ffff:10.0.0.1',
);
export const server = of(
  ...[
    '10.0.0.1',
    '10.0.0.1:5353',
    'fd00::1',
    '[fd00::1]:53',
    'tls://9.9.9.9',
    'tls://9.9.9.9:853',
    'dns://10.0.0.2',
  ],
  ...['https://9.9.9.9', 'tls://[2620:fe::fe]:853', '[fd00::2]', 'fe80::1%eth0', '10.0.0.3:053'],
);
export const network = of(
  '10.0.0.0/8',
  '10.1.2.3/24',
  '0.0.0.0/0',
  'fd00::/8',
  '::/0',
  '2001:db8::/32',
  '10.0.0.1/32',
);
export const networkOrIp: MakeWord = (random) => (random.chance(50) ? network(random) : ip(random));
export const domain = of(
  'home.arpa',
  'a.test',
  'Example.ORG',
  'x.y.z.test.',
  '_tcp.a.test',
  'xn--bcher-kva.test',
  'lan',
);
export const zone = of(
  'home.arpa',
  'a.test.',
  '.',
  '10.0.0.0/24',
  'fd00::/16',
  'B.Test',
  '0.0.10.in-addr.arpa',
  '10.0.0.0/23',
);
export const duration = of(
  '1s',
  '30s',
  '1m30s',
  '5m',
  '1h',
  '2.5s',
  '1500ms',
  '0',
  '0s',
  '+5s',
  '.5m',
  '1h0m3s',
);
export const positive = of('1s', '30s', '1m30s', '5m', '250ms', '2.5s', '1us', '3\u00b5s');
export const count = of('0', '1', '5', '100', '007', '+3', '65535');
export const seconds = of('1', '30', '3600', '060', '+5');
export const file = of('/etc/coredns/custom/x', 'x.pem', '../a', '/etc/coredns/y');
export const text = of('a', 'CoreDNS', '"two words"', '""', 'x-y_z', '"a # b"', '"say \\"hi\\""', '1.2.3');
export const type = of('A', 'AAAA', 'ANY', 'TXT', 'MX', 'PTR', 'HTTPS', 'SVCB', 'NSAP-PTR', 'None');
export const rcode = of('NOERROR', 'NXDOMAIN', 'SERVFAIL', 'REFUSED', 'NOTIMP', 'NOTIMPL');
export const regexp = of(
  ...[
    '^a\\.test\\.$',
    '.*',
    '(?P<x>[0-9]+)-[a-z]{2,5}',
    '^(.+)\\.home\\.arpa\\.$',
    '\\d+\\.test',
    '[[:alpha:]]+',
    'a|b',
  ],
  ...['(?i)^NAS\\.', '"^a b$"', '\\pL+', 'x*?y+?', '(?:a(?:b(?:c)))', '[^]a]', 'a{3}', '\\Qa.b\\E'],
);
export const goTemplate = of(
  ...['"{{ .Name }} 60 IN A 10.0.0.1"', '"{{ .Zone }} 60 IN SOA ns.{{ .Zone }} x. 1 60 60 60 60"', 'plain'],
  ...[
    '"{{ .Name }} 60 IN A 10.{{ .Group.a }}.0.{{ index .Match 1 }}"',
    '"{{ if eq .Type `A` }}a{{ else }}b{{ end }}"',
  ],
  ...[
    '"{{ parseInt .Group.b 16 8 }}"',
    '"{{- /* note */ -}} x"',
    '"{{ $x := 1 }}{{ $x }}"',
    '"{{ range $i, $m := .Match }}{{ $m }}{{ end }}"',
  ],
  ...[
    '"{{ printf `%s-%d` .Name 0x1f }}"',
    '"{{ .Name | printf `%q` | len }}"',
    '"{{ with .Group }}{{ .x }}{{ else with .Match }}{{ end }}"',
  ],
  ...[
    '"{{ define `t` }}x{{ end }}{{ template `t` . }}"',
    '"{{ (index .Match 0).Foo }} {{ not (and true false) }} {{ 1.5e3 }} {{ \'a\' }}"',
  ],
  ...[
    '"{{ .Meta `kubernetes/namespace` }}"',
    '"{{ block `b` . }}{{ .Remote }}{{ end }}"',
    '""',
    '"{{ range .Match }}{{ break }}{{ end }}"',
  ],
);
export const listen = of(':8080', '127.0.0.1:8080', '[::1]:9153', 'localhost:6053', ':http', '0.0.0.0:0');
export const bind = of('0.0.0.0', '::', 'lo', '127.0.0.1', '::1');
