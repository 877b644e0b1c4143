import { describe, expect, test } from 'vitest';
import { Unparsed } from '../../network';
import { loadProfile } from '../../profile/load-profile';
import { MINIMAL } from '../plan-of';

/** `4:7 rule path: message | hint` of each problem of a file. */
function problemsOf(text: string): readonly string[] {
  return loadProfile('test.yaml', text).diagnostics.map(
    ({ line, column, rule, path, message, hint }) =>
      `${line}:${column} ${rule} ${path}: ${message} | ${hint}`,
  );
}

/** The smallest profile has four lines; what is added begins on line 5. */
const BASE = MINIMAL.trimStart();

const added = (text: string) => problemsOf(BASE + text);

test('the smallest profile is well', () => {
  expect(problemsOf(BASE)).toEqual([]);
});

test('the cluster has the name of its file', () => {
  for (const file of [
    'home.yaml',
    'profiles/home.yaml',
    '/a/b.c/home.yml',
    'C:\\profiles\\home.yaml',
    'home',
  ]) {
    expect(loadProfile(file, BASE).cluster).toBe('home');
  }
});

describe('the text itself', () => {
  test.each([
    ['', 'the file is empty', 'Begin with k3sVersion, lan and nodes.'],
    ['# nothing yet\n', 'the file is empty', 'Begin with k3sVersion, lan and nodes.'],
    ['---\n', 'the file is empty', 'Begin with k3sVersion, lan and nodes.'],
    [
      `#${'x'.repeat(1024 * 1024)}`,
      'the file is larger than 1 MiB',
      'A profile describes one cluster; this is something else.',
    ],
    [
      '['.repeat(100_000),
      'lists and maps are nested more than 64 deep',
      'Look for a bracket that is never closed.',
    ],
    [
      '- '.repeat(1000),
      'lists and maps are nested more than 64 deep',
      'Look for a bracket that is never closed.',
    ],
  ])('%.20j', (text, message, hint) => {
    expect(problemsOf(text)).toEqual([`1:1 yaml-syntax : ${message}. | ${hint}`]);
    expect(loadProfile('test.yaml', text).plan).toBeUndefined();
  });

  test.each(['- a\n', 'text\n', '5\n'])('%j is no map', (text) => {
    expect(problemsOf(text)).toEqual([
      '1:1 invalid-value : the file is not a map of keys and values. | Begin with k3sVersion, lan and nodes, each followed by a colon.',
    ]);
  });

  test.each([
    ['a byte order mark', (text: string) => `\ufeff${text}`],
    ['lines that end in CR LF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['three dashes first and three dots last', (text: string) => `---\n${text}...\n`],
  ])('%s changes nothing', (_, changed) => {
    expect(problemsOf(changed(BASE))).toEqual([]);
    expect(problemsOf(changed(`${BASE}flannel: { vni: 0 }\n`))[0]).toMatch(
      /^[56]:17 invalid-value flannel\.vni: "0"/,
    );
  });

  test.each([
    [
      '  foo: 1\n',
      '5:1 yaml-syntax : "foo: 1" is not valid YAML: all mapping items must start at the same column. | Keys of one map, and dashes of one list, begin in the same column.',
    ],
    [
      'a: b: c\n',
      '5:4 yaml-syntax : "a: b: c" is not valid YAML: nested mappings are not allowed in compact mappings. | Put a value with ": " in it in quotes; begin a map on a line of its own.',
    ],
    [
      'a: "x\n',
      '6:1 yaml-syntax : this is not valid YAML: missing closing quote. | Look for a colon, quote or bracket that is missing, here or on the line before.',
    ],
    [
      'a: @x\n',
      '5:4 yaml-syntax : "a: @x" is not valid YAML: plain value cannot start with reserved character @. | Put the value in quotes.',
    ],
    ['\ta: 1\n', '5:1 yaml-syntax : a tab is used for indentation. | YAML takes spaces only.'],
    ['---\na: 1\n', '5:1 yaml-syntax : a second document begins here. | Write one file a cluster.'],
    [
      'lan: {}\n',
      '5:1 yaml-syntax lan: the key "lan" stands on line 2 already. | Only one of the two would count. Keep one.',
    ],
  ])('%j', (text, problem) => {
    expect(added(text)).toEqual([problem]);
  });

  test('YAML of another version is refused', () => {
    expect(problemsOf(`%YAML 1.1\n---\n${BASE}`)).toEqual([
      '1:1 yaml-syntax : the file says that it is YAML 1.1. | Remove the %YAML line.',
    ]);
    expect(problemsOf(`%YAML 1.2\n---\n${BASE}`)).toEqual([]);
  });
});

describe('what readers of YAML disagree on', () => {
  test.each([
    [
      'vni: 010',
      '5:17 yaml-pitfall flannel.vni: "010" is read as the number 10. | Write a plain whole number, or put it in quotes if it is a text.',
    ],
    [
      'vni: 0o17',
      '5:17 yaml-pitfall flannel.vni: "0o17" is read as the number 15. | Write a plain whole number, or put it in quotes if it is a text.',
    ],
    [
      'vni: 1e3',
      '5:17 yaml-pitfall flannel.vni: "1e3" is read as the number 1000. | Write a plain whole number, or put it in quotes if it is a text.',
    ],
    [
      'ipv6Masq: yes',
      '5:22 yaml-pitfall flannel.ipv6Masq: "yes" is a boolean to some readers of YAML and a word to others. | Write true, or "yes" in quotes if it is a word.',
    ],
    [
      'iface: no',
      '5:19 yaml-pitfall flannel.iface: "no" is a boolean to some readers of YAML and a word to others. | Write false, or "no" in quotes if it is a word.',
    ],
    [
      'mtu: ~',
      '5:17 yaml-pitfall flannel.mtu: "~" means that there is no value. | Write the value, or leave the key out.',
    ],
    [
      'mtu: !size 1500',
      '5:23 yaml-pitfall flannel.mtu: the tag "!size" means nothing here. | Write the value without it.',
    ],
  ])('%s', (text, problem) => {
    expect(added(`flannel: { ${text} }\n`)).toEqual([problem]);
  });

  test('quotes say that it is a text', () => {
    expect(added('kubeProxy: { mode: \'off\' }\nflannel: { iface: "no" }\n')).toEqual([]);
  });

  test.each([
    [
      '? [a]\n: 1\n',
      '5:3 yaml-pitfall : a list or a map stands here as a key. | Write "key: value"; put a text that begins with a bracket in quotes.',
    ],
    [': 1\n', '5:1 yaml-pitfall : a value stands here without a key. | Write "key: value".'],
    ['__proto__: { a: 1 }\n', '5:1 yaml-pitfall : there is no key "__proto__". | Remove it.'],
    [
      'clusterDomain: {{ domain }}\n',
      '5:17 yaml-pitfall clusterDomain: a list or a map stands here as a key. | Write "key: value"; put a text that begins with a bracket in quotes.',
    ],
  ])('%j', (text, problem) => {
    expect(added(text)).toEqual([problem]);
  });
});

describe('anchors and aliases', () => {
  const CIDR = 'clusterCidr: &pods 10.42.0.0/16\n';

  test('stand for what they name', () => {
    const { plan, diagnostics } = loadProfile(
      'test.yaml',
      `${BASE}coredns:\n  upstream: { to: &dns [10.0.0.1] }\n  forward: [{ zone: home.arpa, to: *dns }]\n`,
    );
    expect(diagnostics).toEqual([]);
    expect(plan?.coredns.forward[0]?.to).toEqual(['10.0.0.1']);
  });

  test('the value is quoted where it is used, and wrong there', () => {
    expect(added(`${CIDR}clusterDomain: *pods\n`)).toEqual([
      '6:16 invalid-value clusterDomain: "10.42.0.0/16" is not a lower-case domain name without a final dot. | For example: "home.arpa".',
    ]);
  });

  test('what is wrong with an anchored map is said once, however often it is used', () => {
    const nodes = 'nodes:\n  - &one { name: one, role: boss, nodeIp: 10.0.0.11 }\n  - *one\n  - *one\n';
    expect(problemsOf(BASE.replace(/nodes:[^]*/, nodes))).toEqual([
      '4:29 invalid-value nodes[0].role: "boss" is not a value of this key. | Write one of server, agent.',
    ]);
  });

  test.each([
    [
      'clusterDomain: *nowhere\n',
      '5:16 yaml-pitfall clusterDomain: there is no "&nowhere" before this alias. | Write the value, or put it in quotes if it begins with an asterisk.',
    ],
    [
      `${CIDR}serviceCidr: *pod\n`,
      '6:14 yaml-pitfall serviceCidr: there is no "&pod" before this alias. | Did you mean "*pods"?',
    ],
    [
      'tlsSan: &names [*names]\n',
      '5:17 yaml-pitfall tlsSan[0]: the alias "*names" is part of what it stands for. | Write the value out.',
    ],
  ])('%j', (text, problem) => {
    expect(added(text)).toEqual([problem]);
  });

  test('merge keys are refused, and what they would bring is not missed', () => {
    const nodes =
      'nodes:\n  - &one { name: one, role: server, nodeIp: 10.0.0.11 }\n  - { <<: *one, name: two }\n';
    expect(problemsOf(BASE.replace(/nodes:[^]*/, nodes))).toEqual([
      '5:7 yaml-pitfall nodes[1]: the merge key "<<" is not taken by every reader of YAML. | Write the keys out, or put an alias in the place of each value.',
    ]);
  });

  test('a few bytes that would become gigabytes are one problem', () => {
    const levels = 'abcdefgh'.split('').map((name, level, names) => {
      const item = level === 0 ? 'x' : `*${names[level - 1]}`;
      return `${name}: &${name} [${Array.from({ length: 10 }, () => item).join(', ')}]\n`;
    });
    const [problem, ...others] = added(levels.join(''));
    expect(problem).toMatch(
      /^\d+:\d+ yaml-syntax : the alias "\*\w" unfolds to too much\. \| Write the values out\.$/,
    );
    expect(others).toEqual([]);
  });
});

describe('keys', () => {
  test.each([
    ['cluster-cidr: 10.42.0.0/16', 'Did you mean "clusterCidr"?'],
    ['clusterCIDR: 10.42.0.0/16', 'Did you mean "clusterCidr"?'],
    ['cluster_cidr: 10.42.0.0/16', 'Did you mean "clusterCidr"?'],
    ['clusterCdir: 10.42.0.0/16', 'Did you mean "clusterCidr"?'],
    ['metalLB: {}', 'Did you mean "metallb"?'],
    ['flannel-backend: vxlan', 'Write flannel: { backend: … }.'],
    [
      'disable: [traefik]',
      'Write mode: none, or mode: standalone, under the part: coredns, servicelb or traefik.',
    ],
    ['disable-network-policy: true', 'Write networkPolicy: false.'],
    ['token: secret', 'A profile holds no secrets. Give it to k3s on the machine.'],
    ['node-ip: 10.0.0.1', 'It belongs to a node: write it in an entry of nodes.'],
    ['httpsRedirect: true', 'Its place is traefik.httpsRedirect.'],
    ['mtu: 1500', 'Its place is lan.mtu or flannel.mtu.'],
  ])('%s', (text, hint) => {
    const key = text.split(':')[0] ?? '';
    expect(added(`${text}\n`)).toEqual([`5:1 unknown-key ${key}: there is no key "${key}" here. | ${hint}`]);
  });

  test('what nobody could mean gets the list of what there is', () => {
    expect(added('kubeProxy: { speed: fast }\n')).toEqual([
      '5:14 unknown-key kubeProxy.speed: there is no key "speed" here. | Known keys: mode.',
    ]);
  });

  test('a part of a word is enough', () => {
    expect(added('metallb: { pools: [] }\n')[0]).toMatch(/ \| Did you mean "ipAddressPools"\?$/);
  });

  test('a key that is missing because it is misspelt is one problem', () => {
    expect(problemsOf(BASE.replace('k3sVersion', 'k3sversion'))).toEqual([
      '1:1 unknown-key k3sversion: there is no key "k3sversion" here. | Did you mean "k3sVersion"?',
    ]);
  });

  test('each missing key has its line', () => {
    expect(problemsOf('k3sVersion: v1.37.1+k3s1\nnodes:\n  - { role: server }\n')).toEqual([
      '1:1 missing-key : the key "lan" is missing. | Add it, for example "lan: { cidr: 10.0.0.0/24 }".',
      '3:5 missing-key nodes[0]: the key "name" is missing. | Add it, for example "name: pi1".',
      '3:5 missing-key nodes[0]: the key "nodeIp" is missing. | Add it, for example "nodeIp: 10.0.0.11".',
    ]);
  });

  test('ten thousand unknown ones are ten thousand problems, in time', () => {
    const keys = Array.from({ length: 10_000 }, (_, index) => `unknown${index}: 1\n`).join('');
    expect(added(keys)).toHaveLength(10_000);
  });
});

describe('values', () => {
  test.each([
    [
      'flannel: { vni: 0 }',
      '5:17 invalid-value flannel.vni: "0" is not from 1 to 16777215. | Write a whole number from 1 to 16777215.',
    ],
    [
      'flannel: { vni: 99999999999999999999 }',
      '5:17 invalid-value flannel.vni: "99999999999999999999" is not from 1 to 16777215. | Write a whole number from 1 to 16777215.',
    ],
    [
      "flannel: { vni: '5' }",
      '5:17 invalid-value flannel.vni: "5" is a text, and a whole number is expected. | Write it without quotes: 5.',
    ],
    [
      'flannel: { backend: vxlam }',
      '5:21 invalid-value flannel.backend: "vxlam" is not a value of this key. | Did you mean "vxlan"? Write one of vxlan, host-gw, wireguard-native, none.',
    ],
    [
      'flannel: { backend: wireguard }',
      '5:21 invalid-value flannel.backend: "wireguard" is not a value of this key. | k3s took it out in v1.26; wireguard-native is in its place.',
    ],
    [
      'flannel: { backend: ipsec }',
      '5:21 invalid-value flannel.backend: "ipsec" is not a value of this key. | k3s took it out in v1.27; wireguard-native is what encrypts now.',
    ],
    [
      'flannel: host-gw',
      '5:10 invalid-value flannel: "host-gw" is a text, and a map is expected. | Write { backend: host-gw }.',
    ],
    ['flannel: [vxlan]', '5:10 invalid-value flannel: is a list, and a map is expected. | Write a map.'],
    ['flannel:', '5:1 invalid-value flannel: there is no value. | Write a map, or leave the key out.'],
    [
      'traefik: false',
      '5:10 invalid-value traefik: "false" is a boolean, and a map is expected. | Write { mode: none }.',
    ],
    [
      'metallb: true',
      '5:10 invalid-value metallb: "true" is a boolean, and a map is expected. | For example: { ipAddressPools: [{ name: lan, addresses: [10.0.0.100-10.0.0.150] }] }.',
    ],
    [
      'tlsSan: k3s.home.arpa',
      '5:9 invalid-value tlsSan: "k3s.home.arpa" is a text, and a list is expected. | Write a list: [k3s.home.arpa].',
    ],
    [
      'tlsSan: { a: b }',
      '5:9 invalid-value tlsSan: is a map, and a list is expected. | For example: [k3s.home.arpa].',
    ],
    [
      'clusterDns: []',
      '5:13 invalid-value clusterDns: the list is empty. | Write at least one, for example "10.0.0.11", or leave the key out.',
    ],
    [
      'clusterDns: 167772161',
      '5:13 invalid-value clusterDns: "167772161" is read as a number, and a text is expected. | For example: "10.0.0.11".',
    ],
    [
      'clusterDns: { a: b }',
      '5:13 invalid-value clusterDns: is a map, and a text is expected. | For example: "10.0.0.11".',
    ],
    [
      'samples: [{ name: 123 }]',
      '5:19 invalid-value samples[0].name: "123" is read as a number, and a text is expected. | Put it in quotes: "123".',
    ],
    [
      'samples: [{ name: Who_Am_I }]',
      '5:19 invalid-value samples[0].name: "Who_Am_I" is not a name of at most 63 lower-case letters, digits and dashes. | Did you mean "who-am-i"?',
    ],
    [
      'samples: [{}]',
      '5:11 missing-key samples[0]: the key "name" is missing. | Add it, for example "name: lan".',
    ],
    [
      'registrationAddress: https://k3s:6443',
      '5:22 invalid-value registrationAddress: "https://k3s:6443" is a URL, not an address. | Write the address alone, such as "10.0.0.11" or "fd00::11".',
    ],
    [
      'registrationAddress: K3s.home.arpa',
      '5:22 invalid-value registrationAddress: "K3s.home.arpa" is neither a lower-case host name nor an IP address. | Did you mean "k3s.home.arpa"?',
    ],
    [
      'serviceNodePortRange: 40000-30000',
      '5:23 invalid-value serviceNodePortRange: "40000-30000" is not a range of ports. | Write first-last, between 1 and 65535: "30000-32767".',
    ],
    [
      'silence: [{ rule: x, reason: "" }]',
      '5:30 invalid-value silence[0].reason: "" is empty. | Write a text, for example "the third server is ordered".',
    ],
    [
      'clusterDomain: "a\\u200bb"',
      '5:16 invalid-value clusterDomain: "a\\u{200b}b" is not a lower-case domain name without a final dot. | For example: "home.arpa".',
    ],
  ])('%s', (text, problem) => {
    expect(added(`${text}\n`)).toEqual([problem]);
  });

  test.each([
    [
      'nodes: []',
      '3:8 invalid-value nodes: the list is empty. | Write at least one, for example [{ name: pi1, role: server, nodeIp: 10.0.0.11 }].',
    ],
    [
      'nodes: { one: { role: server } }',
      '3:8 invalid-value nodes: is a map, and a list is expected. | For example: [{ name: pi1, role: server, nodeIp: 10.0.0.11 }].',
    ],
    ['nodes:', '3:1 invalid-value nodes: there is no value. | Write a list.'],
    [
      'nodes: [one]',
      '3:9 invalid-value nodes[0]: "one" is a text, and a map is expected. | For example: { name: pi1, role: server, nodeIp: 10.0.0.11 }.',
    ],
    [
      'nodes: [~]',
      '3:9 yaml-pitfall nodes[0]: "~" means that there is no value. | Write the value, or leave the key out.',
    ],
  ])('%s', (nodes, problem) => {
    expect(problemsOf(BASE.replace(/nodes:[^]*/, `${nodes}\n`))).toEqual([problem]);
  });
});

describe('what did not parse', () => {
  test('fails for who reads it, and nothing else is lost', () => {
    const { plan } = loadProfile('test.yaml', `${BASE}flannel: { vni: 0, port: 8473 }\nclusterDns: nobody\n`);
    expect(() => plan?.flannel.vni).toThrow(Unparsed);
    expect(plan?.flannel.port).toBe(8473);
    expect(() => plan?.clusterDns).toThrow(Unparsed);
    expect(plan?.clusterCidr.map(String)).toEqual(['10.42.0.0/16']);
    expect(plan?.nodes[0]?.name).toBe('one');
  });

  test('takes along what rests on it', () => {
    const { plan } = loadProfile(
      'test.yaml',
      BASE.replace('10.0.0.0/24', '10.0.0.0/24, mtu: 1').concat('flannel: {}\n'),
    );
    expect(() => plan?.lan.mtu).toThrow(Unparsed);
    expect(() => plan?.flannel.podMtu).toThrow(Unparsed);
    expect(plan?.flannel.overhead).toBe(50);
  });

  test('a list with a bad element is bad as a whole', () => {
    const { plan } = loadProfile('test.yaml', `${BASE}tlsSan: [good.home.arpa, 'bad one']\n`);
    expect(() => plan?.tlsSan).toThrow(Unparsed);
  });

  test('a key that was misspelt has no default', () => {
    const { plan } = loadProfile(
      'test.yaml',
      `${BASE}flannel: { backnd: host-gw }\nserviceCdir: 10.99.0.0/16\n`,
    );
    expect(() => plan?.flannel.backend).toThrow(Unparsed);
    expect(() => plan?.serviceCidr).toThrow(Unparsed);
    expect(() => plan?.apiServiceAddress).toThrow(Unparsed);
    expect(plan?.clusterCidr.map(String)).toEqual(['10.42.0.0/16']);
  });

  test('nor has one that has its place elsewhere', () => {
    const { plan } = loadProfile('test.yaml', `${BASE}flannel-backend: host-gw\n`);
    expect(() => plan?.flannel.backend).toThrow(Unparsed);
  });

  test('where the right key stands beside the wrong one, it counts', () => {
    const { plan } = loadProfile(
      'test.yaml',
      `${BASE}clusterDomain: home.arpa\ncluster-domain: other.arpa\n`,
    );
    expect(plan?.clusterDomain).toBe('home.arpa');
  });

  test('a key that stands twice, a number that is two things', () => {
    const { plan } = loadProfile(
      'test.yaml',
      `${BASE}clusterDomain: a.arpa\nclusterDomain: b.arpa\nflannel: { vni: 010 }\n`,
    );
    expect(() => plan?.clusterDomain).toThrow(Unparsed);
    expect(() => plan?.flannel.vni).toThrow(Unparsed);
    expect(plan?.flannel.backend).toBe('vxlan');
  });
});

describe("the user's own words", () => {
  const { plan, source } = loadProfile('test.yaml', `${BASE}clusterCidr: 10.77.0.1/16\ntlsSan: [a.arpa]\n`);

  test('are quoted as they stand', () => {
    expect(source.quote(plan?.clusterCidr[0] ?? [])).toBe('"10.77.0.1/16"');
    expect(source.line(plan?.clusterCidr[0] ?? [])).toBe('line 5');
    expect(source.states(['clusterCidr'])).toBe(true);
    expect(source.quote(['tlsSan', 0])).toBe('"a.arpa"');
    expect(source.line(['nodes', 0, 'nodeIp', 0])).toBe('line 4');
  });

  test('where there are none it is the default', () => {
    expect(source.quote(plan?.serviceCidr[0] ?? [])).toBe('"10.43.0.0/16" (the default)');
    expect(source.line(plan?.serviceCidr[0] ?? [])).toBe('the default');
    expect(source.states(['serviceCidr'])).toBe(false);
    expect(source.quote(['flannel', 'vni'])).toBe('the default');
  });

  test('a problem without a place of its own stands at the nearest one around it', () => {
    const { diagnose } = loadProfile('test.yaml', BASE);
    const problem = { rule: 'r', severity: 'error', message: 'm', hint: 'h' } as const;
    expect(diagnose({ at: ['lan', 'gateway', 0], ...problem })).toMatchObject({
      line: 2,
      column: 6,
      path: 'lan',
    });
    expect(diagnose({ at: ['flannel', 'vni'], ...problem })).toMatchObject({ line: 1, column: 1, path: '' });
    expect(diagnose({ at: ['nodes', 0, 'nodeIp', 0], ...problem })).toMatchObject({
      line: 4,
      column: 40,
      path: 'nodes[0].nodeIp',
    });
  });
});
