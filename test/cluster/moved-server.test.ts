import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeLab } from './lab/describe-lab';
import { netstack, expectOutput } from './lab/netstack';
import { linesOf, Operator } from './lab/paste-steps';
import type { RunningLab } from './lab/running-lab';

const PROFILE = 'test/cluster/profiles/three-servers.yaml';

describeLab('a cluster of three servers with etcd', PROFILE, {}, (lab) => {
  it('moves a server by the steps that diff prints', async () => {
    const text = readFileSync(lab().profile, 'utf8');
    await move(lab(), text, { node: 'n3', from: '10.62.0.13', to: '10.62.0.23' });
    expect(await membersOf(lab())).toEqual(['10.62.0.11', '10.62.0.12', '10.62.0.23']);
  });

  it('moves the first server, which joins again and begins no new cluster', async () => {
    const uid = () => kubectl(lab(), 'get', 'namespace', 'kube-system', '-o', 'jsonpath={.metadata.uid}');
    const before = await uid();
    const text = readFileSync(lab().profile, 'utf8').replace('10.62.0.13', '10.62.0.23');
    await move(lab(), text, { node: 'n1', from: '10.62.0.11', to: '10.62.0.21' });
    expect(await membersOf(lab())).toEqual(['10.62.0.12', '10.62.0.21', '10.62.0.23']);
    expect(await uid()).toBe(before);
  });

  it('removes a server by the steps that diff prints, and goes on with two', async () => {
    const text = readFileSync(lab().profile, 'utf8')
      .replace('10.62.0.13', '10.62.0.23')
      .replace('10.62.0.11', '10.62.0.21');
    const commands = await stepsBetween(lab(), text, text.replace(/^.*name: n3.*$/m, ''));
    const operator = operatorOf(lab());
    // The lab's k3s was not installed, so that there is no uninstall script.
    const uninstall = 'sudo /usr/local/bin/k3s-uninstall.sh';
    await operator.paste(commands.filter((line) => !line.includes(uninstall)));
    operator.close();
    expect(await membersOf(lab())).toEqual(['10.62.0.12', '10.62.0.21']);
  });

  it('removes the second server, and goes on with one', async () => {
    const two = readFileSync(lab().profile, 'utf8')
      .replace(/^.*name: n3.*$/m, '')
      .replace('10.62.0.11', '10.62.0.21');
    const one = `${two.replace(/^.*name: n1.*$/m, '')}datastore: etcd\n`;
    const commands = await stepsBetween(lab(), two, one);
    const operator = operatorOf(lab());
    await operator.paste(commands.filter((line) => !line.includes('k3s-uninstall.sh')));
    operator.close();
    expect(await membersOf(lab())).toEqual(['10.62.0.12']);
  });
});

interface Move {
  readonly node: string;
  readonly from: string;
  readonly to: string;
}

/** Moves a node by the printed steps. What they leave to the operator is done with the node's interface. */
async function move(lab: RunningLab, text: string, { node, from, to }: Move): Promise<void> {
  const commands = await stepsBetween(lab, text, text.replace(from, to));
  const operator = operatorOf(lab);
  const byHand = commands.findIndex((line) => line.includes(`By hand on ${node}`));
  expect(byHand).toBeGreaterThan(0);
  await operator.paste(commands.slice(0, byHand));
  await lab.shell(node, `ip address del ${from}/24 dev eth0 && ip address add ${to}/24 dev eth0`);
  await lab.shell(node, 'ip route replace default via 10.62.0.1');
  await operator.paste(commands.slice(byHand + 1));
  operator.close();
}

/** The printed steps from one profile to another, whose files are written. */
async function stepsBetween(lab: RunningLab, before: string, after: string): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'netstack-moved-'));
  const [old, next] = ['old', 'new'].map((name) => join(folder, `${name}.yaml`)) as [string, string];
  writeFileSync(old, before);
  writeFileSync(next, after);
  const output = join(lab.dist, 'changed');
  expectOutput(await netstack('synth', next, '--output', output), 'synth');
  const text = expectOutput(await netstack('diff', old, next, '--output', output), 'diff');
  rmSync(folder, { recursive: true });
  return linesOf(text.slice(text.indexOf('\n# 1. ')));
}

function operatorOf(lab: RunningLab): Operator {
  const nodes = {
    '10.62.0.11': 'n1',
    '10.62.0.21': 'n1',
    '10.62.0.12': 'n2',
    '10.62.0.13': 'n3',
    '10.62.0.23': 'n3',
  };
  return new Operator(lab, { nodes, kubectlOn: 'n2' });
}

async function kubectl(lab: RunningLab, ...words: readonly string[]): Promise<string> {
  return lab.exec('n2', 'kubectl', ...words);
}

/** Addresses of etcd's members, as a server that stays reports them. */
async function membersOf(lab: RunningLab): Promise<readonly string[]> {
  const token =
    (await lab.exec('n2', 'cat', '/var/lib/rancher/k3s/server/token')).trim().split('::')[1] ?? '';
  const info = await lab.exec('n2', 'curl', '-sfku', token, 'https://127.0.0.1:6443/db/info');
  const { members } = JSON.parse(info) as { members: { clientURLs: string[] }[] };
  return members.map(({ clientURLs }) => new URL(clientURLs[0] ?? '').hostname).sort();
}
