import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import type { CommandOutput, Host, VerifyContext } from '../../../src/verify';
import { CommandHost, UnreachableError } from '../../../src/verify';
import { planOf } from '../../plan-of';
import { BareSsh } from './bare-ssh';
import { expectOutput, program } from './netstack';

/** Three machines that k3s is not yet installed on, and one that is not of the cluster. */
export const NODES = ['one', 'two', 'three'] as const;

const ROGUE = 'rogue';

const PROFILE = `
k3sVersion: v1.36.3+k3s1
lan: { cidr: 10.9.0.0/24, gateway: 10.9.0.1 }
nodes:
  - { name: one, role: server, nodeIp: 10.9.0.11, flannelIface: eth0 }
  - { name: two, role: agent, nodeIp: 10.9.0.12, flannelIface: eth0 }
  - { name: three, role: agent, nodeIp: 10.9.0.13, flannelIface: eth0 }
metallb: { ipAddressPools: [{ name: lan, addresses: [10.9.0.100-10.9.0.109], advertise: l2 }] }
`;

/** Answers of healthy machines for what namespaces share with this machine, by command line. */
function answerAsHealthy(name: string): Readonly<Record<string, Partial<CommandOutput>>> {
  return {
    'cat /proc/sys/kernel/hostname': { stdout: `${name}\n` },
    'cat /etc/machine-id': { stdout: `${name.padEnd(32, '0')}\n` },
    'cat /proc/swaps': { stdout: 'Filename Type Size Used Priority\n/dev/zram0 partition 1 0 100\n' },
    'cat /sys/fs/cgroup/cgroup.controllers': { stdout: 'cpuset cpu io memory hugetlb pids rdma\n' },
    'cat /run/systemd/resolve/resolv.conf': { status: 1 },
    'cat /etc/resolv.conf': { stdout: 'nameserver 10.9.0.1\n' },
    'date +%s': { stdout: '1790000000\n' },
    'test -d /sys/module/vxlan': {},
    df: {
      stdout: '/dev/root 30000000 9000000 21000000 30% /\n/dev/root 1900000 100000 1800000 6% /\n',
    },
  };
}

/** Machines in network namespaces on one bridge. What namespaces share with this machine is recorded. */
export class BareMachines {
  private readonly recorded = new Map<string, Map<string, Partial<CommandOutput>>>();
  private readonly processes: ChildProcess[] = [];
  private ssh: BareSsh | undefined;

  /**
   * @param way how checks run commands: in the namespaces, or by ssh and an sshd in them
   */
  constructor(private readonly way: 'namespace' | 'ssh') {}

  private get prefix(): string {
    return `nspre${process.pid}${this.way}`;
  }

  async up(): Promise<void> {
    await this.run(`ip netns add ${this.space('switch')}`);
    await this.inside('switch', 'ip link add lan type bridge && ip link set lan up');
    for (const [index, name] of [...NODES, ROGUE].entries()) {
      await this.run(`ip netns add ${this.space(name)}`);
      await this.run(
        `ip link add eth0 netns ${this.space(name)} type veth peer name ${name} netns ${this.space('switch')}`,
      );
      await this.inside('switch', `ip link set ${name} master lan up`);
      await this.inside(
        name,
        `sysctl -qw net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.default.rp_filter=0 net.ipv4.conf.eth0.rp_filter=0; ip link set lo up; ip link set eth0 up; ip address add 10.9.0.${name === ROGUE ? 1 : 11 + index}/24 dev eth0`,
      );
      if (name !== ROGUE) await this.inside(name, 'ip route add default via 10.9.0.1');
      this.recorded.set(name, new Map(Object.entries(answerAsHealthy(name))));
    }
    if (this.way === 'ssh')
      this.ssh = await BareSsh.start(new Map(NODES.map((name) => [name, this.space(name)])));
  }

  async down(): Promise<void> {
    this.endProcesses();
    await this.ssh?.stop();
    for (const name of ['switch', ...NODES, ROGUE]) await this.run(`ip netns del ${this.space(name)}`);
  }

  /** Runs a script in a machine; `switch` has one interface per machine, named like it. */
  inside(name: string, script: string): Promise<string> {
    return this.run(`ip netns exec ${this.space(name)} sh -c '${script.replaceAll("'", String.raw`'\''`)}'`);
  }

  /** Starts a process in a machine and waits until it prints a line. */
  async start(name: string, ...argv: readonly string[]): Promise<void> {
    const child = spawn('ip', ['netns', 'exec', this.space(name), ...argv], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.processes.push(child);
    await new Promise((resolve) => child.stdout.once('data', resolve));
  }

  endProcesses(): void {
    for (const child of this.processes.splice(0)) child.kill('SIGKILL');
  }

  /** Changes what a machine answers; undefined: as a healthy one. */
  record(name: string, command: string, output?: Partial<CommandOutput>): void {
    this.recorded.get(name)?.set(command, output ?? answerAsHealthy(name)[command] ?? {});
  }

  /** What checks can read of the machines. */
  context(): VerifyContext {
    return {
      plan: planOf(PROFILE, 'bare'),
      nodeFiles: new Map(),
      probe: false,
      beforeInstall: true,
      cluster: { get: () => failUnreachable(), getText: () => failUnreachable() },
      node: (name) => this.host(name),
      get lan(): never {
        throw new UnreachableError('there is no LAN client', 'none');
      },
    };
  }

  private host(name: string): Host {
    const real =
      this.ssh?.host(name) ??
      new CommandHost(name, (argv) => ['ip', 'netns', 'exec', this.space(name), ...argv]);
    return {
      name,
      run: (argv, options) => {
        const command = argv.join(' ');
        const key = command.includes('df -Pk') ? 'df' : command;
        const known = this.recorded.get(name)?.get(key);
        if (known === undefined) return real.run(argv, options);
        return Promise.resolve({ status: 0, stdout: '', stderr: '', ...known });
      },
    };
  }

  private space(name: string): string {
    return `${this.prefix}-${name}`;
  }

  private async run(script: string): Promise<string> {
    return expectOutput(await program('sh', ['-c', script]), script);
  }
}

function failUnreachable(): Promise<never> {
  return Promise.reject(new UnreachableError('there is no API server', 'install k3s'));
}
