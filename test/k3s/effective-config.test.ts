import { expect, test } from 'vitest';
import { hasSameConfig } from '../../src/k3s';

const AGENT = ['/usr/local/bin/k3s', 'agent'];
const FILE = 'node-ip: 10.0.0.12\nflannel-iface: eth0\nkubelet-arg+:\n  - a=1\n';

test.each([
  [
    'comments, quotes and the order of keys',
    [`# ours\nflannel-iface: "eth0"\n${FILE}`.replace(/\nflannel-iface: eth0/, '')],
    AGENT,
  ],
  ['another file has a value', ['node-ip: 10.0.0.12\n', 'flannel-iface: eth0\nkubelet-arg: [a=1]\n'], AGENT],
  [
    'a later file replaces a value',
    [`node-ip: 10.0.0.9\n${FILE.replace('node-ip: 10.0.0.12\n', '')}`, 'node-ip: 10.0.0.12\n'],
    AGENT,
  ],
  [
    'the command line has a value',
    ['kubelet-arg: a=1\n'],
    [...AGENT, '--node-ip', '10.0.0.12', '--flannel-iface=eth0'],
  ],
  ['another spelling of a flag', ['kubelet-arg: a=1\nflannel-iface: eth0\n'], [...AGENT, '-i', '10.0.0.12']],
  ['labels, which a node reads when it registers', [`${FILE}node-label+: [a=b]\n`], AGENT],
])('the same: %s', (_, files, words) => {
  expect(hasSameConfig({ files: [FILE], words: AGENT }, { files, words })).toBe(true);
});

test.each([
  ['another value', [FILE.replace('eth0', 'eth1')], AGENT],
  ['one value less', ['node-ip: 10.0.0.12\n'], AGENT],
  ['an argument twice', [FILE], [...AGENT, '--kubelet-arg', 'a=1']],
  ['an address twice', [FILE], [...AGENT, '--node-ip', '10.0.0.12']],
  ['the order of arguments', [FILE.replace('- a=1', '- a=2'), 'kubelet-arg+: a=1\n'], AGENT],
  ['a file that is no YAML', [`${FILE}: [`], AGENT],
  ['a file that is a list', [FILE, '- node-ip\n'], AGENT],
  ['a configuration file elsewhere', [FILE], [...AGENT, '--config', '/etc/k3s.yaml']],
])('not the same: %s', (_, files, words) => {
  expect(hasSameConfig({ files: [FILE], words: AGENT }, { files, words })).toBe(false);
});

test('lists that are sets: the order and repetitions do not matter', () => {
  const words = ['k3s', 'server'];
  const one = { files: ['disable: [traefik, servicelb]\ntls-san: [a, b]\n'], words };
  const other = { files: ['disable: servicelb,traefik\ntls-san: b\n'], words: [...words, '--tls-san=a,b'] };
  expect(hasSameConfig(one, other)).toBe(true);
});

test('what cannot be read is never the same', () => {
  const unread = { files: ['{'], words: AGENT };
  expect(hasSameConfig(unread, unread)).toBe(false);
});
