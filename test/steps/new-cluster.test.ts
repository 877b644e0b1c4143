import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { newClusterSteps } from '../../src/steps';
import type { Step } from '../../src/steps';
import { commandsOf, renderProfile } from '../diff/rendered';

const planShipped = (name: string) =>
  newClusterSteps(renderProfile(readFileSync(`profiles/${name}.yaml`, 'utf8'), name), 'kubectl');

const find = (steps: readonly Step[], id: string) => {
  const step = steps.find((one) => one.id === id);
  if (step === undefined) throw new Error(`no step ${id}`);
  return step;
};

describe('pikube', () => {
  const steps = planShipped('pikube');

  test('installs agents as agents, with the version of the profile and the token from a file', () => {
    expect(commandsOf([find(steps, 'install-pi2')])).toEqual([
      'ssh -n 10.0.0.11 sudo cat /var/lib/rancher/k3s/server/agent-token | ssh 10.0.0.12 sudo install -D -m 600 /dev/stdin /etc/rancher/k3s/token',
      'ssh 10.0.0.12 sudo env INSTALL_K3S_VERSION=v1.37.1+k3s1 INSTALL_K3S_EXEC=agent K3S_TOKEN_FILE=/etc/rancher/k3s/token sh -s < k3s-install.sh',
      'kubectl wait --for=create node/pi2 --timeout=5m',
      'kubectl wait --for=condition=Ready node/pi2 --timeout=5m',
    ]);
  });

  test('restarts k3s on the servers and k3s-agent on the agents, where k3s ran before', () => {
    const restart = find(steps, 'restart');
    expect(restart.condition).toBe('k3s-present');
    const units = commandsOf([restart]).filter((line) => line.includes('systemctl'));
    expect(units).toEqual([
      'ssh -n 10.0.0.11 sudo systemctl restart k3s',
      ...['12', '13', '14'].map((last) => `ssh -n 10.0.0.${last} sudo systemctl restart k3s-agent`),
    ]);
  });

  test('prints the flags on command lines that the node files set, before k3s restarts', () => {
    const ids = steps.map(({ id }) => id);
    expect(ids.indexOf('check-command-line')).toBe(ids.indexOf('restart') - 2);
    const check = find(steps, 'check-command-line');
    expect(check.condition).toBe('k3s-present');
    expect(commandsOf([check])[1]).toBe(
      "ssh -n 10.0.0.12 'sudo grep -osE -e '\\''--(flannel-iface|node-ip|node-name|server)([^[:alnum:]-]|$)'\\'' /etc/systemd/system/k3s-agent.service /etc/init.d/k3s-agent'",
    );
  });

  test('waits until the pods of ServiceLB are gone before MetalLB is installed', () => {
    const ids = steps.map(({ id }) => id);
    expect(ids.indexOf('wait-servicelb-removed')).toBeGreaterThan(ids.indexOf('restart'));
    expect(ids.indexOf('wait-servicelb-removed')).toBeLessThan(ids.indexOf('apply-manifests'));
  });
});

test('rack-bgp: further servers join with the token of the first one', () => {
  const steps = planShipped('rack-bgp');
  expect(commandsOf([find(steps, 'install-rack-2')])[0]).toContain('/var/lib/rancher/k3s/server/token');
  expect(commandsOf([find(steps, 'install-rack-1')])[0]).not.toContain('K3S_TOKEN');
});

test('own-cni: no node is waited for to be Ready before the CNI plugin is there', () => {
  const steps = planShipped('own-cni');
  const cni = steps.findIndex(({ id }) => id === 'install-cni');
  const before = commandsOf(steps.slice(0, cni).filter(({ condition }) => condition !== 'k3s-present'));
  expect(before.filter((line) => line.includes('condition=Ready'))).toEqual([]);
  expect(commandsOf(steps.slice(cni, cni + 1)).join('\n')).toContain('condition=Ready');
});

test('an external datastore is given to every server from a file, before k3s starts', () => {
  const profile = readFileSync('profiles/rack-bgp.yaml', 'utf8').replace(
    'nodes:',
    'datastore: external\nnodes:',
  );
  const steps = newClusterSteps(renderProfile(profile), 'kubectl');
  const ids = steps.map(({ id }) => id);
  expect(ids.indexOf('datastore-endpoint')).toBeLessThan(ids.indexOf('install-rack-1'));
  expect(commandsOf([find(steps, 'datastore-endpoint')])).toHaveLength(3);
});

test('ids are unique', () => {
  for (const name of ['pikube', 'rack-bgp', 'own-cni', 'single-node', 'dual-stack', 'example']) {
    const ids = planShipped(name).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  }
});

test('with a VPN the tailnet approves routes and every node has the auth file, before its node file names it', () => {
  const profile = readFileSync('test/profiles/real/tailscale-sites.yaml', 'utf8');
  const steps = newClusterSteps(renderProfile(profile, 'sites'), 'kubectl');
  const ids = steps.map(({ id }) => id);
  expect(ids.slice(0, 3)).toEqual(['approve-vpn-routes', 'vpn-auth-file', 'copy-node-files']);
  expect(JSON.stringify(find(steps, 'approve-vpn-routes'))).toContain('10.42.0.0/16');
  expect(commandsOf([find(steps, 'vpn-auth-file')]).at(-1)).toBe(
    'ssh 100.115.92.31 sudo install -D -m 600 /dev/stdin /etc/rancher/k3s/tailnet-key < vpn-auth',
  );
});
