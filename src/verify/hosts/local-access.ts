import type { NetworkPlan } from '../../plan';
import type { Kubectl, Host } from '../host';
import { UnreachableError } from '../host';
import { CommandHost } from './command-host';
import { ClusterApiReader, createReaderCandidate } from './cluster-api-reader';
import { CachedHost } from './cached-host';
import type { LocalMachine } from './local-machine';
import { isOnLan, findLocalNode } from './local-machine';
import type { ClusterAccess } from './cluster-access';

/** What this machine is and has: a node, a LAN client, a machine with a kubeconfig. */
export class LocalAccess implements ClusterAccess {
  readonly title: string;
  readonly cluster: ClusterApiReader;
  private readonly host: Host;
  private readonly self: string | undefined;

  /**
   * @param kubeconfig the only one to try, where it is given
   */
  constructor(
    private readonly plan: NetworkPlan,
    private readonly machine: LocalMachine,
    kubeconfig?: string,
  ) {
    this.self = findLocalNode(plan, machine)?.name;
    const machineItself = new CommandHost(this.self ?? 'this machine');
    this.host = new CachedHost(machineItself);
    const kubeconfigs = kubeconfig === undefined ? machine.kubeconfigs : [kubeconfig];
    this.cluster = new ClusterApiReader(
      plan,
      kubeconfigs.map((source) => createReaderCandidate(source, machineItself, source)),
    );
    const what = this.self === undefined ? 'none of its nodes' : `node ${this.self}`;
    this.title = `from this machine, which is ${what}`;
  }

  node(name: string): Host {
    if (name !== this.self) {
      throw new UnreachableError(
        `this machine is not ${name}`,
        `run this command on ${name} as root, or with --ssh`,
      );
    }
    if (!this.machine.isRoot)
      throw new UnreachableError('only root can read a node', 'run this command as root');
    return this.host;
  }

  get lan(): Host {
    if (this.self !== undefined)
      throw new UnreachableError(`this machine is node ${this.self}`, FROM_THE_LAN);
    if (!isOnLan(this.plan, this.machine)) {
      const networks = this.plan.lan.cidr.join(', ');
      throw new UnreachableError(`this machine has no address in ${networks}`, FROM_THE_LAN);
    }
    return this.host;
  }

  get kubectl(): Kubectl {
    return this.cluster.kubectl;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

const FROM_THE_LAN = 'run this command on a machine of the LAN that is not a node';
