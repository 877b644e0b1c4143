import { describe, expect, test } from 'vitest';
import { loadProfile } from '../../src/plan/load-profile';
import { problemsOfBaseWith, BASE, problemsOf } from './problems-of';

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
    expect(problemsOfBaseWith(text)).toEqual([problem]);
  });

  test('YAML of another version is refused', () => {
    expect(problemsOf(`%YAML 1.1\n---\n${BASE}`)).toEqual([
      '1:1 yaml-syntax : the file says that it is YAML 1.1. | Remove the %YAML line.',
    ]);
    expect(problemsOf(`%YAML 1.2\n---\n${BASE}`)).toEqual([]);
  });
});

test('a list that is too long is one problem, however many of its entries are wrong', () => {
  expect(problemsOfBaseWith(`tlsSan: [${'A_,'.repeat(150_000)}]\n`)).toEqual([
    '5:9 yaml-pitfall tlsSan: the list has 150000 entries, and at most 5000 are read. | A profile describes one cluster.',
  ]);
});

describe('files that are not UTF-8', () => {
  const latin1 = Buffer.from(
    `${BASE}# Gr\u00fc\u00dfe\nclusterDomain: b\u00fcro.arpa\n`,
    'latin1',
  ).toString();
  const utf16 = Buffer.from(BASE, 'utf16le');

  test('Latin-1 is an error at the first byte that is not UTF-8', () => {
    expect(problemsOf(latin1)).toEqual([
      '5:5 yaml-syntax : a byte here is not UTF-8. | Save the file as UTF-8. Latin-1 (ISO 8859-1) and Windows-1252 look the same up to the first umlaut or accent.',
    ]);
  });

  test.each([
    ['little-endian', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])],
    ['big-endian', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()])],
    ['without a byte order mark', utf16],
  ])('UTF-16 %s is named', (_, bytes) => {
    expect(problemsOf(bytes.toString())).toEqual([
      '1:1 yaml-syntax : the file is in UTF-16. | Save it as UTF-8.',
    ]);
  });

  test('UTF-8 with a byte order mark is read', () => {
    expect(problemsOf(`\ufeff${BASE}`)).toEqual([]);
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
    expect(problemsOfBaseWith(`flannel: { ${text} }\n`)).toEqual([problem]);
  });

  test('quotes say that it is a text', () => {
    expect(problemsOfBaseWith('kubeProxy: { mode: \'off\' }\nflannel: { iface: "no" }\n')).toEqual([]);
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
    expect(problemsOfBaseWith(text)).toEqual([problem]);
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
    expect(problemsOfBaseWith(`${CIDR}clusterDomain: *pods\n`)).toEqual([
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
    expect(problemsOfBaseWith(text)).toEqual([problem]);
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
    const [problem, ...others] = problemsOfBaseWith(levels.join(''));
    expect(problem).toMatch(
      /^\d+:\d+ yaml-syntax : the alias "\*\w" unfolds to too much\. \| Write the values out\.$/,
    );
    expect(others).toEqual([]);
  });
});
