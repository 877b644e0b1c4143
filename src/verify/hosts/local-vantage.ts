import type { NetworkPlan } from '../../plan';
import type { Kubectl, Place } from '../place';
import { Unreachable } from '../place';
import { CommandPlace } from './command-place';
import { OwnClusterReader, readerCandidate } from './own-cluster-reader';
import { RememberingPlace } from './remembering-place';
import type { ThisMachine } from './this-machine';
import { isOnLan, nodeHere } from './this-machine';
import type { Vantage } from './vantage';

/** Whatever this machine is and has: a node, a machine of the LAN, one with a kubeconfig. */
export class LocalVantage implements Vantage {
  readonly title: string;
  readonly cluster: OwnClusterReader;
  private readonly here: Place;
  private readonly self: string | undefined;

  /**
   * @param kubeconfig the only one that is tried, where it is given
   */
  constructor(
    private readonly plan: NetworkPlan,
    private readonly machine: ThisMachine,
    kubeconfig?: string,
  ) {
    this.self = nodeHere(plan, machine)?.name;
    const machineItself = new CommandPlace(this.self ?? 'this machine');
    this.here = new RememberingPlace(machineItself);
    const kubeconfigs = kubeconfig === undefined ? machine.kubeconfigs : [kubeconfig];
    this.cluster = new OwnClusterReader(
      plan,
      kubeconfigs.map((source) => readerCandidate(source, machineItself, source)),
    );
    const what = this.self === undefined ? 'none of its nodes' : `node ${this.self}`;
    this.title = `from this machine, which is ${what}`;
  }

  node(name: string): Place {
    if (name !== this.self) {
      throw new Unreachable(
        `this machine is not ${name}`,
        `run netstack verify on ${name} as root, or with --ssh`,
      );
    }
    if (!this.machine.isRoot) throw new Unreachable('we are not root here', 'run netstack verify as root');
    return this.here;
  }

  get lan(): Place {
    if (this.self !== undefined) throw new Unreachable(`this machine is node ${this.self}`, FROM_THE_LAN);
    if (!isOnLan(this.plan, this.machine)) {
      const networks = this.plan.lan.cidr.join(', ');
      throw new Unreachable(`this machine has no address in ${networks}`, FROM_THE_LAN);
    }
    return this.here;
  }

  get kubectl(): Kubectl {
    return this.cluster.kubectl;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

const FROM_THE_LAN = 'run netstack verify on a machine of the LAN that is no node';
