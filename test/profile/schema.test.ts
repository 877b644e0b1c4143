import { describe, expect, test } from 'vitest';
import { problemsOfBaseWith, BASE, problemsOf } from './problems-of';

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
    ['mtu: 1500', 'Its place is lan.mtu or nodes[].interfaces[].mtu or flannel.mtu.'],
  ])('%s', (text, hint) => {
    const key = text.split(':')[0] ?? '';
    expect(problemsOfBaseWith(`${text}\n`)).toEqual([
      `5:1 unknown-key ${key}: there is no key "${key}" here. | ${hint}`,
    ]);
  });

  test('an unrecognizable key gets the list of known keys', () => {
    expect(problemsOfBaseWith('kubeProxy: { speed: fast }\n')).toEqual([
      '5:14 unknown-key kubeProxy.speed: there is no key "speed" here. | Known keys: mode.',
    ]);
  });

  test('a part of a word is enough', () => {
    expect(problemsOfBaseWith('metallb: { pools: [] }\n')[0]).toMatch(/ \| Did you mean "ipAddressPools"\?$/);
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
    expect(problemsOfBaseWith(keys)).toHaveLength(10_000);
  });
});

test('a release that YAML reads as a number is not a release', () => {
  expect(problemsOf(BASE.replace('v1.37.1+k3s1', '1.32'))).toEqual([
    '1:13 invalid-value k3sVersion: "1.32" is not a k3s release. | Write the full name as `k3s --version` prints it, with the patch release and the revision: "v1.37.1+k3s1".',
  ]);
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
      '5:21 invalid-value flannel.backend: "wireguard" is not a value of this key. | k3s removed it in v1.26. Write wireguard-native.',
    ],
    [
      'flannel: { backend: ipsec }',
      '5:21 invalid-value flannel.backend: "ipsec" is not a value of this key. | k3s removed it in v1.27. Write wireguard-native, which encrypts too.',
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
      'flannel: { vni: 1.5 }',
      '5:17 invalid-value flannel.vni: "1.5" is not a whole number. | Write a whole number from 1 to 16777215.',
    ],
    [
      `tlsSan: [${'a,'.repeat(1001)}]`,
      '5:9 invalid-value tlsSan: the list has 1001 entries, and at most 1000 are allowed. | A profile describes one cluster.',
    ],
    [
      'clusterDns: []',
      '5:13 invalid-value clusterDns: the list is empty. | Write at least one, for example "10.0.0.11", or leave the key out.',
    ],
    [
      'clusterDns: 167772161',
      '5:13 invalid-value clusterDns: "167772161" is short for an IPv4 address, and programs disagree on which one. | Write all four numbers, such as "10.0.0.11".',
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
    expect(problemsOfBaseWith(`${text}\n`)).toEqual([problem]);
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
