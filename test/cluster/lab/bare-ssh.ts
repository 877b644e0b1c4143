import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Host } from '../../../src/verify';
import { SshHost } from '../../../src/verify/hosts/ssh-host';
import { formatSshdConfig } from './lab-ssh';
import { expectOutput, program } from './netstack';

/** How many times longer than usual a command may take. */
const PATIENCE = 8;

/**
 * ssh to network namespaces: ssh starts sshd in the namespace and talks to it by a pipe, so that no fault of the
 * network cuts the connection.
 */
export class BareSsh {
  private readonly path = process.env['PATH'];
  private readonly hosts = new Map<string, SshHost>();

  private constructor(private readonly folder: string) {}

  /** @param machines the namespace of each machine, by name */
  static async start(machines: ReadonlyMap<string, string>): Promise<BareSsh> {
    mkdirSync('build', { recursive: true });
    mkdirSync('/run/sshd', { recursive: true });
    const ssh = new BareSsh(mkdtempSync(join(process.cwd(), 'build/bare-')));
    const { folder } = ssh;
    for (const key of ['host', 'user']) {
      const words = ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, key)];
      expectOutput(await program('ssh-keygen', words), 'ssh-keygen');
    }
    writeFileSync(join(folder, 'sshd_config'), formatSshdConfig(folder));
    writeFileSync(join(folder, 'ssh_config'), formatSshConfig(folder, machines));
    const script = `#!/bin/sh\nexec /usr/bin/ssh -F ${folder}/ssh_config "$@"\n`;
    writeFileSync(join(folder, 'ssh'), script, { mode: 0o755 });
    process.env['PATH'] = `${folder}:${ssh.path ?? ''}`;
    for (const name of machines.keys())
      ssh.hosts.set(name, new SshHost(name, name, { user: 'root', folder }));
    return ssh;
  }

  /** A machine whose commands have more time: the tests of the faults are not of the time limits. */
  host(name: string): Host {
    const host = this.hosts.get(name);
    if (host === undefined) throw new Error(`there is no machine ${name}`);
    return {
      name,
      run: (argv, options = {}) =>
        host.run(argv, { ...options, timeoutSeconds: (options.timeoutSeconds ?? 10) * PATIENCE }),
    };
  }

  async stop(): Promise<void> {
    await Promise.all([...this.hosts.values()].map((host) => host.close()));
    process.env['PATH'] = this.path;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function formatSshConfig(folder: string, machines: ReadonlyMap<string, string>): string {
  const hosts = [...machines].map(
    ([name, space]) =>
      `Host ${name}\n  ProxyCommand ip netns exec ${space} /usr/sbin/sshd -i -f ${folder}/sshd_config`,
  );
  const all = ['Host *', `IdentityFile ${folder}/user`, 'StrictHostKeyChecking no'];
  return [...hosts, ...all, 'UserKnownHostsFile /dev/null', ''].join('\n');
}
