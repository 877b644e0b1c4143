import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { armedNode, ReturningNode } from './returning-node';

describe('return.sh', () => {
  test('restores files and restarts k3s after the deadline, and not before', () => {
    const node = armedNode();
    node.uptime(129);
    node.run('check');
    expect(readFileSync(node.file, 'utf8')).toBe('new');
    node.uptime(130);
    node.run('check');
    expect(readFileSync(node.file, 'utf8')).toBe('old');
    expect(statSync(node.file).mode & 0o777).toBe(0o600);
    expect(existsSync(node.absent)).toBe(false);
    expect(node.calls).toEqual(['systemctl daemon-reload', 'systemctl restart k3s']);
    expect(node.read('result')).toBe('returned');
  });

  test('changes the Nodes where k3s has deployed its CoreDNS again without their names', () => {
    const node = armedNode();
    node.nodeHosts('coredns:');
    const hosts = join(node.folder, 'hosts');
    node.stub(
      'k3s',
      `case "$*" in *"get configmap"*) cat ${hosts}; exit ;; *annotate*) echo coredns:x > ${hosts} ;; esac`,
    );
    node.uptime(130);
    node.run('check');
    const kubectl = 'k3s kubectl --kubeconfig=/etc/rancher/k3s/k3s.yaml';
    expect(node.calls.slice(2)).toEqual([
      `${kubectl} annotate nodes --all --overwrite netstack/returned=1`,
      `${kubectl} annotate nodes --all netstack/returned-`,
    ]);
    expect(node.read('result')).toBe('returned');
  });

  test('leaves the Nodes where CoreDNS is not of k3s', () => {
    const node = armedNode();
    node.nodeHosts('netstack-coredns:');
    node.uptime(130);
    node.run('check');
    expect(node.calls).toEqual(['systemctl daemon-reload', 'systemctl restart k3s']);
  });

  test('counts the deadline from the last renewal', () => {
    const node = armedNode();
    node.uptime(120);
    expect(node.run('renew')).toBe(0);
    node.uptime(149);
    node.run('check');
    expect(node.calls).toEqual([]);
    node.uptime(150);
    node.run('check');
    expect(node.read('result')).toBe('returned');
  });

  test('returns at once where it is told to', () => {
    const node = armedNode();
    node.run('return');
    node.run('check');
    expect(node.read('result')).toBe('returned');
  });

  test('does nothing after a confirmation', () => {
    const node = armedNode();
    expect(node.run('confirm')).toBe(0);
    node.uptime(1000);
    node.run('check');
    expect(readFileSync(node.file, 'utf8')).toBe('new');
    expect(node.calls).toEqual([]);
    expect(node.read('result')).toBe('confirmed');
  });

  test('cannot be confirmed or renewed after it has returned', () => {
    const node = armedNode();
    node.uptime(500);
    node.run('check');
    expect([node.run('confirm'), node.run('renew'), node.run('return')]).toEqual([3, 3, 3]);
    expect(node.read('result')).toBe('returned');
  });

  test('returns one period after a restart of the node', () => {
    const node = armedNode();
    node.boot('second');
    node.uptime(5);
    node.run('check');
    expect(node.calls).toEqual([]);
    node.uptime(35);
    node.run('check');
    expect(node.read('result')).toBe('returned');
  });

  test('completes a return that was interrupted', () => {
    const node = armedNode();
    node.put('returning', '');
    node.run('check');
    expect(readFileSync(node.file, 'utf8')).toBe('old');
    expect(node.read('result')).toBe('returned');
  });

  test('keeps the oldest network when it is armed again', () => {
    const node = armedNode();
    node.run('arm');
    node.uptime(1000);
    node.run('check');
    expect(readFileSync(node.file, 'utf8')).toBe('old');
  });

  test('stops k3s where it did not run before', () => {
    const node = armedNode();
    node.put('state', 'stopped\n');
    node.uptime(1000);
    node.run('check');
    expect(node.calls).toEqual(['systemctl stop k3s']);
  });

  test('restores objects when the API server answers, and deletes new ones', () => {
    const node = armedNode();
    node.put('objects.json', '{}');
    node.put('delete', '-n samples deployment.apps/whoami\nnamespace/samples\n');
    node.uptime(1000);
    node.run('check');
    const kubectl = 'k3s kubectl --kubeconfig=/etc/rancher/k3s/k3s.yaml';
    expect(node.calls).toEqual([
      'systemctl daemon-reload',
      'systemctl restart k3s',
      `${kubectl} get --raw /readyz`,
      `${kubectl} create -f objects.json`,
      `${kubectl} replace -f objects.json`,
      `${kubectl} delete --ignore-not-found --wait=false -n samples deployment.apps/whoami`,
      `${kubectl} delete --ignore-not-found --wait=false namespace/samples`,
    ]);
  });

  test('restores by a rename, so that a full disk does not prevent it', () => {
    const node = armedNode();
    // What has to write new data fails.
    writeFileSync(join(node.bin, 'cp'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    node.uptime(1000);
    node.run('check');
    expect(readFileSync(node.file, 'utf8')).toBe('old');
    expect(node.read('result')).toBe('returned');
  });

  test('leaves no copy beside a file', () => {
    const [returned, confirmed] = [armedNode(), armedNode()];
    expect(existsSync(`${returned.file}.netstack-return`)).toBe(true);
    returned.uptime(1000);
    returned.run('check');
    confirmed.run('confirm');
    for (const { file } of [returned, confirmed]) expect(existsSync(`${file}.netstack-return`)).toBe(false);
  });

  test('does not restart k3s where no file has changed', () => {
    const node = new ReturningNode();
    node.run('arm');
    node.uptime(1000);
    node.run('check');
    expect(node.calls).toEqual(['systemctl is-active k3s']);
    expect(node.read('result')).toBe('returned');
  });

  test('in a loop ends when it is confirmed', () => {
    const node = armedNode();
    node.run('confirm');
    expect(node.run('loop')).toBe(0);
  });
});

/** Commands in a network namespace of their own, whose firewall is empty. */
function runIsolated(script: string) {
  return spawnSync('unshare', ['--net', 'sh', '-c', script], { encoding: 'utf8' });
}

const canIsolate = runIsolated('iptables -S && nft list ruleset').status === 0;

describe.skipIf(!canIsolate)('the firewall', () => {
  test.each([
    ['iptables', 'iptables -w -I INPUT -p tcp --dport 22 -j DROP', 'iptables -S INPUT'],
    ['ip6tables', 'ip6tables -w -I INPUT -p tcp --dport 22 -j DROP', 'ip6tables -S INPUT'],
    [
      'nftables',
      'nft add table inet harm; nft add chain inet harm input "{ type filter hook input priority 0; }"; nft add rule inet harm input tcp dport 22 drop',
      'nft list table inet harm 2>/dev/null; nft list table inet own',
    ],
  ])('of %s is as it was before, and rules of k3s stay', (_, harm, show) => {
    const node = new ReturningNode();
    node.put('period', '0\n');
    const own =
      'nft add table inet own; iptables -N KUBE-TEST; iptables -A INPUT -p tcp --dport 80 -j ACCEPT; ip6tables -A INPUT -p tcp --dport 80 -j ACCEPT';
    const step = (verb: string) =>
      `env PATH=${node.bin}:$PATH NETSTACK_RETURN=${node.state} NETSTACK_PROC=${node.proc} sh ${node.state}/return.sh ${verb}`;
    const { stdout, stderr } = runIsolated(
      `${own}; { ${show}; } > ${node.folder}/before; ${step('arm')}; ${harm}; { ${show}; } > ${node.folder}/harmed; ${step('check')}; { ${show}; } > ${node.folder}/after; iptables -S KUBE-TEST`,
    );
    const [before, harmed, after] = ['before', 'harmed', 'after'].map((name) =>
      readFileSync(join(node.folder, name), 'utf8'),
    );
    expect(harmed, stderr).not.toBe(before);
    expect(after).toBe(before);
    expect(stdout).toContain('-N KUBE-TEST');
    expect(node.read('result')).toBe('returned');
    expect(node.calls).toEqual(['systemctl daemon-reload', 'systemctl restart k3s']);
  });
});
