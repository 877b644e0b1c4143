import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { GIVEN } from '../../../src/lab/layout/folders';
import { dropInPath } from '../../../src/steps';
import { describeLab } from '../lab/describe-lab';
import { eventually, expectHealthy } from '../lab/expectations';
import { expectOutput, netstack } from '../lab/netstack';
import type { RunningLab } from '../lab/running-lab';
import { labFolder } from '../lab/running-lab';

const FILE = '/etc/rancher/k3s/config.yaml.d/50-netstack.yaml';
const UNIT = '/etc/systemd/system/k3s-agent.service';
const FLAGS = '--flannel-iface eth0 --node-ip 10.63.0.12';

/** Longer than a restart that fails. */
const DEADLINE = ['--deadline', '240'];

describeLab('restarts of apply', 'test/cluster/profiles/returns.yaml', { apply: 'kubectl' }, (lab) => {
  it('does not restart a node whose flags move from the command line to its node file', async () => {
    const written = readFileSync(join(lab().dist, lab().cluster, 'k3s/a1.yml'), 'utf8');
    const unit = `[Service]\\nExecStart=${GIVEN.links}/k3s agent ${FLAGS}\\n`;
    await lab().shell('a1', `mkdir -p /etc/systemd/system && printf '${unit}' > ${UNIT}`);
    await lab().shell(
      'a1',
      `sed -i '/^node-ip:/d; /^flannel-iface:/d' ${FILE} && systemctl restart k3s-agent`,
    );
    await eventually(() => expectHealthyOverlay(lab()), 60);
    const starts = countStarts(lab());
    const { stdout, stderr } = await netstack('apply', lab().profile, '--yes', ...DEADLINE);
    expect(stdout, stderr).toContain(
      'Copy the node files of a1. k3s reads the configuration that it runs with',
    );
    expect(stdout).toContain(dropInPath('k3s-agent'));
    expect(stderr).toContain('\napplied\n');
    expect(countStarts(lab())).toBe(starts);
    expect(await lab().exec('a1', 'cat', FILE)).toBe(written);
    // A restart later on has the same network.
    await lab().shell('a1', 'systemctl restart k3s-agent');
    await eventually(() => expectHealthy(lab()), 120);
    expectOutput(await netstack('apply', lab().profile, '--dry-run'), 'apply --dry-run');
  });

  it('prints the log of a k3s that does not start, and returns', async () => {
    const text = readFileSync(lab().profile, 'utf8');
    const broken = text.replace(
      'nodeIp: 10.63.0.12, flannelIface: eth0',
      "nodeIp: 10.63.0.12, flannelIface: eth0, extra: { kubelet-arg: ['no-such-flag=1'] }",
    );
    expect(broken).not.toBe(text);
    writeFileSync(lab().profile, broken);
    const { status, stderr } = await netstack('apply', lab().profile, '--yes', ...DEADLINE);
    writeFileSync(lab().profile, text);
    expect(status, stderr).toBe(1);
    expect(stderr).toMatch(/"systemctl restart k3s-agent" on a1 failed[^]*Its log has:\n[^]*no-such-flag/);
    expect(stderr).toContain('a1: is on its old network');
    await eventually(() => expectHealthy(lab()), 120);
  });
});

async function expectHealthyOverlay(lab: RunningLab): Promise<void> {
  expect(await lab.kubectl('get', 'node', 'a1', '-o', 'wide')).toMatch(/ Ready .* 10\.63\.0\.12 /);
}

/** How often k3s has started on the agent. */
function countStarts({ cluster }: RunningLab): number {
  return readFileSync(labFolder(cluster, 'machines/a1/log'), 'utf8').split('Starting k3s agent v').length - 1;
}
