import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect } from 'vitest';
import { RETURN_SCRIPT } from '../../src/apply/return/return-script';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A node with two files, one of which exists, and stubs for k3s and systemctl. */
export class ReturningNode {
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

export function armedNode(): ReturningNode {
  const node = new ReturningNode();
  expect(node.run('arm')).toBe(0);
  node.change();
  return node;
}
