import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { LabSsh } from '../lab/lab-ssh';
import type { Output } from '../lab/netstack';
import type { RunningLab } from '../lab/running-lab';

/** The client of a lab, from which `apply` reaches the nodes by ssh. */
export class SshOperator {
  private constructor(
    private readonly lab: RunningLab,
    private readonly ssh: LabSsh,
  ) {}

  static async start(lab: RunningLab, nodes: readonly string[]): Promise<SshOperator> {
    const ssh = await LabSsh.start(lab, nodes);
    buildSync({
      entryPoints: ['test/cluster/returns/controller.ts'],
      outfile: join(ssh.folder, 'controller.js'),
      ...{ bundle: true, platform: 'node', packages: 'external', logLevel: 'error' },
    });
    return new SshOperator(lab, ssh);
  }

  /** Runs the controller that kills itself. */
  apply(change: string, deadlineSeconds: number): Promise<Output> {
    const script = join(this.ssh.folder, 'controller.js');
    return this.run('node', script, this.lab.profile, change, String(deadlineSeconds));
  }

  run(...argv: readonly string[]): Promise<Output> {
    return this.ssh.run(...argv);
  }

  stop(): void {
    this.ssh.stop();
  }
}
