import { expect, test } from 'vitest';
import {
  joinWords,
  readExecStart,
  readOpenRcArguments,
  splitWords,
} from '../../../src/languages/systemd-unit';

test('the command line that the install script of k3s writes', () => {
  const unit = `[Service]
ExecStartPre=-/sbin/modprobe br_netfilter
ExecStart=/usr/local/bin/k3s \\
    agent \\
	'--node-ip' \\
	'10.0.0.12' \\

`;
  expect(readExecStart(unit)).toEqual(['/usr/local/bin/k3s', 'agent', '--node-ip', '10.0.0.12']);
});

test('a drop-in that clears ExecStart replaces the command line', () => {
  const dropIn = '[Service]\nExecStart=\nExecStart=/usr/local/bin/k3s agent\n';
  expect(readExecStart(`ExecStart=/usr/local/bin/k3s agent --node-ip 10.0.0.12\n${dropIn}`)).toEqual([
    '/usr/local/bin/k3s',
    'agent',
  ]);
  expect(readExecStart('ExecStart=/usr/bin/containerd\n')).toBeUndefined();
});

test('words stay the same when they are joined and split', () => {
  const words = ['k3s', '--node-label', 'a b', 'say "it"', String.raw`back\slash`, '', '%n', '$HOME'];
  expect(splitWords(joinWords(words))).toEqual(words);
});

test('the arguments in a service script of OpenRC', () => {
  const script = `name="k3s-agent"
command="/usr/local/bin/k3s"
command_args="agent \\
	'--node-ip' \\
	'10.0.0.12' \\
 >>/var/log/k3s-agent.log 2>&1"
`;
  expect(readOpenRcArguments(script)).toEqual(['agent', '--node-ip', '10.0.0.12']);
  expect(readOpenRcArguments('command="/usr/local/bin/k3s"\n')).toBeUndefined();
});
