import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { RETURN_SCRIPT } from '../../src/apply/return/return-script';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A node with two files, one of which exists, and stubs for k3s and systemctl. */
class Node {
  readonly folder = mkdtempSync(join(tmpdir(), 'netstack-return-'));
  readonly state = join(this.folder, 'state');
  readonly proc = join(this.folder, 'proc');
  readonly bin = join(this.folder, 'bin');
  readonly file = join(this.folder, 'etc/50-netstack.yaml');
  readonly absent = join(this.folder, 'etc/netstack-flannel.json');

  constructor(period = 30) {
    folders.push(this.folder);
    for (const path of [this.state, this.bin, join(this.folder, 'etc'), join(this.proc, 'sys/kernel/random')])
      mkdirSync(path, { recursive: true });
    this.uptime(100);
    this.boot('first');
    writeFileSync(this.file, 'old', { mode: 0o600 });
    this.put('paths', `${this.file}\n${this.absent}\n`);
    this.put('unit', 'k3s\n');
    this.put('state', 'running\n');
    this.put('period', `${period}\n`);
    this.put('return.sh', RETURN_SCRIPT);
    this.stub('systemctl', '');
    this.stub('ip', '');
    this.interfaces('lo', 'eth0', 'flannel.1');
    this.stub('k3s', `case "$*" in *"get configmap"*) cat ${this.folder}/hosts; exit ;; esac`);
    this.nodeHosts('coredns:10.0.0.11 pi1');
  }

  /** A program that records its calls after some lines of its own. */
  stub(name: string, lines: string): void {
    const path = join(this.bin, name);
    writeFileSync(path, `#!/bin/sh\n${lines}\necho ${name} "$@" >> ${this.folder}/calls\n`);
    chmodSync(path, 0o755);
  }

  /** The owner of CoreDNS's ConfigMap, and the names of the nodes in it. */
  nodeHosts(text: string): void {
    writeFileSync(join(this.folder, 'hosts'), text);
  }

  put(name: string, text: string): void {
    writeFileSync(join(this.state, name), text);
  }

  uptime(seconds: number): void {
    writeFileSync(join(this.proc, 'uptime'), `${seconds}.42 99.00\n`);
  }

  interfaces(...names: readonly string[]): void {
    mkdirSync(join(this.proc, 'net'), { recursive: true });
    const lines = names.map((name) => `${name.padStart(6)}: 1200 12 0 0 0 0 0 0 1200 12 0 0 0 0 0 0\n`);
    writeFileSync(join(this.proc, 'net/dev'), `Inter-|   Receive | Transmit\n${lines.join('')}`);
  }

  boot(id: string): void {
    writeFileSync(join(this.proc, 'sys/kernel/random/boot_id'), `${id}\n`);
  }

  run(verb: string): number | null {
    const { status } = spawnSync('sh', [join(this.state, 'return.sh'), verb], {
      encoding: 'utf8',
      env: { PATH: `${this.bin}:/usr/bin:/bin`, NETSTACK_RETURN: this.state, NETSTACK_PROC: this.proc },
    });
    return status;
  }

  get calls(): readonly string[] {
    const file = join(this.folder, 'calls');
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  }

  read(name: string): string | undefined {
    const file = join(this.state, name);
    return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
  }

  change(): void {
    writeFileSync(this.file, 'new');
    writeFileSync(this.absent, 'new');
  }
}

function armedNode(): Node {
  const node = new Node();
  expect(node.run('arm')).toBe(0);
  node.change();
  return node;
}

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
    const node = new Node();
    node.run('arm');
    node.uptime(1000);
    node.run('check');
    expect(node.calls).toEqual(['systemctl is-active k3s']);
    expect(node.read('result')).toBe('returned');
  });

  test("deletes flannel's interfaces that were not there before, while k3s is stopped", () => {
    const node = armedNode();
    node.interfaces('lo', 'eth0', 'flannel.1', 'flannel.7', 'flannel-v6.7', 'flannel-wg', 'flannelx', 'cni0');
    node.uptime(130);
    node.run('check');
    expect(node.calls).toEqual([
      'systemctl stop k3s',
      ...['flannel.7', 'flannel-v6.7', 'flannel-wg'].map((name) => `ip link delete ${name}`),
      ...['systemctl daemon-reload', 'systemctl restart k3s'],
    ]);
    expect(node.read('result')).toBe('returned');
  });

  test('keeps the interfaces of the oldest network when it is armed again', () => {
    const node = armedNode();
    node.interfaces('lo', 'flannel.1', 'flannel.7');
    node.run('arm');
    node.uptime(1000);
    node.run('check');
    expect(node.calls).toContain('ip link delete flannel.7');
    expect(node.calls).not.toContain('ip link delete flannel.1');
  });

  test('deletes every interface of flannel where there was none, and k3s did not run', () => {
    const node = new Node();
    node.interfaces('lo', 'eth0');
    node.put('state', 'stopped\n');
    node.run('arm');
    node.change();
    node.interfaces('lo', 'eth0', 'flannel.1');
    node.uptime(1000);
    node.run('check');
    expect(node.calls).toEqual(['systemctl stop k3s', 'ip link delete flannel.1', 'systemctl stop k3s']);
  });

  test('deletes no interface where no file has changed: k3s keeps running', () => {
    const node = new Node();
    node.run('arm');
    node.interfaces('lo', 'flannel.1', 'flannel.7');
    node.uptime(1000);
    node.run('check');
    expect(node.calls).toEqual(['systemctl is-active k3s']);
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
    const node = new Node();
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
