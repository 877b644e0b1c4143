import { expect, test } from 'vitest';
import { releaseFlags } from '../../src/k3s';

const AGENT = { server: 'https://10.0.0.11:6443', 'node-name': 'two', 'node-ip': '10.0.0.12' };

const release = (line: string, config: Parameters<typeof releaseFlags>[1]) => {
  const { words, flags, conflicts } = releaseFlags(line.split(' '), config);
  return [words.join(' '), flags, conflicts];
};

test('a list in both places is a conflict: k3s appends it to that of the file', () => {
  const line = 'k3s agent --server https://10.0.0.11:6443 -i 10.0.0.12 --pause-image=mine';
  expect(release(line, AGENT)).toEqual(['k3s agent --pause-image=mine', ['server', 'node-ip'], ['node-ip']]);
});

test('another single value on the command line is a conflict: it overrides the file', () => {
  expect(release('k3s agent --node-name old', AGENT)).toEqual(['k3s agent', ['node-name'], ['node-name']]);
  expect(release('k3s agent --node-name=two', AGENT)).toEqual(['k3s agent', ['node-name'], []]);
});

test('a flag without a value does not take the next word', () => {
  const config = { 'flannel-ipv6-masq': true };
  expect(release('k3s server --flannel-ipv6-masq --debug', config)).toEqual([
    'k3s server --debug',
    ['flannel-ipv6-masq'],
    [],
  ]);
});

test('lists that the file appends to stay', () => {
  const config = { 'disable+': ['servicelb'], 'node-taint': ['a=b:NoSchedule'] };
  const line =
    'k3s server --disable servicelb,metrics-server --node-taint a=b:NoSchedule --node-taint c:NoExecute';
  expect(release(line, config)).toEqual([
    'k3s server --disable servicelb,metrics-server',
    ['node-taint'],
    ['node-taint'],
  ]);
});
