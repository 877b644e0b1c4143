import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { eventually } from '../lab/expectations';
import { LabSsh } from '../lab/lab-ssh';
import { expectOutput, netstack } from '../lab/netstack';
import type { Output } from '../lab/netstack';
import { IMAGE_OPTIONS } from '../lab/requirements';

const PROFILE = 'test/cluster/profiles/hand-made.yaml';

/** Where k3s is in a node of a lab. */
const K3S = '/var/lib/netstack/links/k3s';

/** A cluster in a lab that k3s-netstack has not made: k3s runs with the flags of a user, and nothing else is installed. */
export class HandMadeLab {
  private ssh: LabSsh | undefined;

  private constructor(
    readonly cluster: string,
    /** Machines of the lab see it. */
    readonly folder: string,
  ) {}

  /**
   * @param flags of the servers, as on the command line of the install script
   * @param edit changes the profile by which the machines get their images
   */
  static async up(
    cluster: string,
    flags: readonly string[],
    edit: (profile: string) => string = (text) => text,
  ): Promise<HandMadeLab> {
    mkdirSync('build', { recursive: true });
    const folder = resolve(mkdtempSync('build/adopt-'));
    const lab = new HandMadeLab(cluster, folder);
    const machines = join(mkdtempSync(join(folder, 'machines-')), `${cluster}.yaml`);
    writeFileSync(machines, edit(readFileSync(PROFILE, 'utf8')));
    const dist = join(folder, 'machines');
    expectOutput(await netstack('synth', machines, '--output', dist), 'synth');
    const up = ['lab', 'up', machines, '--bare', '--output', dist, ...IMAGE_OPTIONS];
    expectOutput(await netstack(...up), 'lab up --bare');
    await lab.start('one', 'k3s', ['server', '--flannel-iface', 'eth0', '--node-ip', '10.60.0.11', ...flags]);
    const join_ = [
      '--server',
      'https://10.60.0.11:6443',
      '--flannel-iface',
      'eth0',
      '--node-ip',
      '10.60.0.12',
    ];
    await lab.start('two', 'k3s-agent', ['agent', ...join_]);
    await lab.kubectl('wait', '--for=condition=Ready', 'node', '--all', '--timeout=2m');
    lab.ssh = await LabSsh.start(lab, ['one', 'two']);
    return lab;
  }

  /** Writes the unit of k3s with flags on its command line, as the install script does, and starts it. */
  private async start(
    machine: string,
    unit: string,
    [verb = '', ...flags]: readonly string[],
  ): Promise<void> {
    const words = [verb, ...flags].map((word) => `\t'${word}' \\\n`).join('');
    const text = `[Service]\nType=notify\nExecStartPre=-/sbin/modprobe overlay\nExecStart=${K3S} \\\n${words}\n`;
    const file = join(this.folder, `${machine}-${unit}.service`);
    writeFileSync(file, text);
    const script = `install -m 644 ${file} /etc/systemd/system/${unit}.service && rm -f /run/k3s.absent && systemctl start ${unit}`;
    await this.shell(machine, script);
  }

  output(machine: string, ...argv: readonly string[]): Promise<Output> {
    return netstack('lab', 'exec', this.cluster, machine, '--', ...argv);
  }

  async shell(machine: string, script: string): Promise<string> {
    return expectOutput(await this.output(machine, 'sh', '-c', script), `${machine}: ${script}`);
  }

  async kubectl(...argv: readonly string[]): Promise<string> {
    return expectOutput(await this.output('one', 'kubectl', ...argv), `kubectl ${argv.join(' ')}`);
  }

  /** A restart of k3s imports every archive again, which takes a processor for seconds. Clusters that pull have none. */
  async removeArchives(): Promise<void> {
    for (const node of ['one', 'two'])
      await this.shell(node, 'find /var/lib/rancher/k3s/agent/images -name "*.tar*" -delete');
  }

  /** Applies a text, again while a webhook does not answer yet. */
  async apply(name: string, text: string): Promise<void> {
    const file = join(this.folder, name);
    writeFileSync(file, text);
    await eventually(async () => {
      await this.kubectl('apply', '--server-side', '--field-manager=kubectl', '-f', file);
    }, 120);
  }

  applyFile(name: string, source: string): Promise<void> {
    return this.apply(name, readFileSync(source, 'utf8'));
  }

  /** Runs netstack on the client, in the folder of the profiles. It reaches the nodes by ssh and knows nothing of the lab. */
  netstack(...argv: readonly string[]): Promise<Output> {
    if (this.ssh === undefined) throw new Error('the nodes have no sshd yet');
    const words = ['env', '-u', 'KUBECONFIG', 'node', resolve('bin/netstack.js'), ...argv];
    return this.ssh.run('sh', '-c', 'cd "$1" && shift && exec "$@"', 'sh', this.folder, ...words);
  }

  async down(): Promise<void> {
    this.ssh?.stop();
    expectOutput(await netstack('lab', 'down', this.cluster), 'lab down');
  }
}
