import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApplyAccess } from '../../../src/apply';
import { runSteps } from '../../../src/apply/run-steps';
import { RETURN_FOLDER, RETURN_SCRIPT, RETURN_UNITS } from '../../../src/apply/return/return-script';
import { dropInPath, releaseFlagsOn, runOn } from '../../../src/steps';
import { renderProfile } from '../../diff/rendered';
import { canStart, System } from './system';

const HOME = renderProfile(`
k3sVersion: v1.37.1+k3s1
lan: { cidr: 10.0.0.0/24 }
nodes:
  - { name: one, role: server, nodeIp: 10.0.0.11 }
  - { name: two, role: agent, nodeIp: 10.0.0.12 }
`);

/** As the install script of k3s writes it. */
const UNIT = `[Unit]
Description=Stand-in for k3s
[Service]
Type=exec
ExecStartPre=-/bin/true
ExecStart=/usr/local/bin/k3s \\
    agent \\
	'--server' \\
	'https://10.0.0.11:6443' \\
	'--node-ip' \\
	'10.0.0.12' \\
	'--node-label' \\
	'note=say "it" 100%%' \\

[Install]
WantedBy=multi-user.target
`;

const K3S = '#!/bin/sh\nwhile :; do sleep 1; done\n';

describe.skipIf(!canStart)('the command line in a unit of systemd', () => {
  let system: System;
  beforeEach(async () => {
    system = new System();
    await system.boot('first');
    system.write('/usr/local/bin/k3s', K3S);
    system.run('chmod', '755', '/usr/local/bin/k3s');
    system.write('/etc/systemd/system/k3s-agent.service', UNIT);
    system.run('systemctl', 'daemon-reload');
    expect(system.run('systemctl', 'enable', '--now', 'k3s-agent').status).toBe(0);
  });
  afterEach(() => system.close());

  it('loses the flags that the node file sets, and gets them back when the node returns', async () => {
    const before = ['agent', '--server', 'https://10.0.0.11:6443', '--node-ip', '10.0.0.12'];
    const label = ['--node-label', 'note=say "it" 100%'];
    expect(readArguments(system)).toEqual([...before, ...label]);
    arm(system);
    await releaseFlags(system);
    expect(readArguments(system)).toEqual(['agent', ...label]);
    expect(system.run('stat', '-c', '%a', dropInPath('k3s-agent')).stdout).toBe('600\n');
    system.run('sh', `${RETURN_FOLDER}/return.sh`, 'return');
    system.run('sh', `${RETURN_FOLDER}/return.sh`, 'check');
    expect(system.run('cat', `${RETURN_FOLDER}/result`).stdout).toBe('returned\n');
    expect(readArguments(system)).toEqual([...before, ...label]);
  });
});

async function releaseFlags(system: System): Promise<void> {
  const [, two] = HOME.plan.nodes;
  if (two === undefined) throw new Error('there is no agent');
  const on = { name: 'two', address: '10.0.0.12' };
  const release = releaseFlagsOn(HOME.plan, two, ['server', 'node-ip']);
  const restart = runOn(on, ['systemctl', 'restart', 'k3s-agent']);
  const access: ApplyAccess = {
    title: 'in systemd',
    node: (name) => ({
      name,
      run: (argv, { input } = {}) => {
        const { status, stdout, stderr } = system.runWith(argv, input);
        return Promise.resolve({ status: status ?? 1, stdout, stderr });
      },
    }),
    // There is no API server, and so no lease to wait for.
    kubectl: () => Promise.resolve({ status: 0, stdout: '', stderr: '' }),
    close: () => Promise.resolve(),
  };
  await runSteps([{ id: 'restart', title: 'Restart.', actions: [release, restart] }], {
    ...{ access, cluster: HOME, secrets: new Map() },
    renew: () => Promise.resolve(),
    say: () => undefined,
  });
}

function arm(system: System): void {
  const put = (name: string, text: string) => system.write(`${RETURN_FOLDER}/${name}`, text);
  put('return.sh', RETURN_SCRIPT);
  put('paths', `${dropInPath('k3s-agent')}\n`);
  put('unit', 'k3s-agent\n');
  put('state', 'running\n');
  put('period', '300\n');
  for (const [path, text] of Object.entries(RETURN_UNITS)) system.write(path, text);
  expect(system.run('sh', `${RETURN_FOLDER}/return.sh`, 'arm').status).toBe(0);
}

/** The arguments that systemd has started k3s with. */
function readArguments(system: System): readonly string[] {
  const pid = system.run('systemctl', 'show', '-p', 'MainPID', '--value', 'k3s-agent').stdout.trim();
  const words = system.run('cat', `/proc/${pid}/cmdline`).stdout.split('\0').slice(0, -1);
  return words.slice(words.findIndex((word) => word.endsWith('/k3s')) + 1);
}
