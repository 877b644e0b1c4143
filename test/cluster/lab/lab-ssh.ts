import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { program, expectOutput } from './netstack';
import type { Output } from './netstack';

/** A lab whose machines run commands. */
export interface LabMachines {
  output(machine: string, ...argv: readonly string[]): Promise<Output>;
  shell(machine: string, script: string): Promise<string>;
}

/** A machine that reaches the nodes of a lab by ssh: the client, which is a namespace of its own. */
export class LabSsh {
  private constructor(
    private readonly lab: LabMachines,
    readonly folder: string,
  ) {}

  /** Starts Debian's sshd on every node, and gives the client its key. */
  static async start(lab: LabMachines, nodes: readonly string[]): Promise<LabSsh> {
    mkdirSync('build', { recursive: true });
    const folder = mkdtempSync(join(process.cwd(), 'build/operator-'));
    for (const key of ['host', 'user'])
      expectOutput(
        await program('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, key)]),
        'ssh-keygen',
      );
    writeFileSync(join(folder, 'sshd_config'), formatSshdConfig(folder));
    writeFileSync(join(folder, 'ssh_config'), sshConfig(folder));
    writeFileSync(join(folder, 'ssh'), `#!/bin/sh\nexec /usr/bin/ssh -F ${folder}/ssh_config "$@"\n`, {
      mode: 0o755,
    });
    for (const node of nodes)
      await lab.shell(node, `mkdir -p /run/sshd && /usr/sbin/sshd -f ${folder}/sshd_config`);
    return new LabSsh(lab, folder);
  }

  /** Runs a command on the client, which finds the ssh that has the key. */
  run(...argv: readonly string[]): Promise<Output> {
    return this.lab.output('client', 'env', `PATH=${this.folder}:${process.env['PATH'] ?? ''}`, ...argv);
  }

  stop(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The lab's stand-ins come first on a node's PATH. */
export function formatSshdConfig(folder: string): string {
  return [
    'Port 22',
    `HostKey ${folder}/host`,
    `AuthorizedKeysFile ${folder}/user.pub`,
    'PermitRootLogin prohibit-password',
    ...['UsePAM no', 'StrictModes no', 'UseDNS no', 'PidFile /run/sshd/pid'],
    'SetEnv PATH=/var/lib/netstack/links:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    '',
  ].join('\n');
}

function sshConfig(folder: string): string {
  return [`IdentityFile ${folder}/user`, 'StrictHostKeyChecking no', 'UserKnownHostsFile /dev/null', ''].join(
    '\n',
  );
}
