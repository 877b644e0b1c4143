import type { NetworkPlan } from '../../network';
import type { ClusterReader, Place } from '../place';
import { Unreachable } from '../place';
import { CommandPlace } from './command-place';
import { KubectlReader } from './kubectl-reader';
import { OwnClusterReader } from './own-cluster-reader';
import { RememberingPlace } from './remembering-place';
import { RememberingReader } from './remembering-reader';
import type { ThisMachine } from './this-machine';
import { isOnLan, nodeHere } from './this-machine';
import type { Vantage } from './vantage';

/** Whatever this machine is and has: a node, a machine of the LAN, one with a kubeconfig. */
export class LocalVantage implements Vantage {
  readonly title: string;
  readonly cluster: ClusterReader;
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
    this.here = new RememberingPlace(new CommandPlace(this.self ?? 'this machine'));
    this.cluster = this.reader(kubeconfig === undefined ? machine.kubeconfigs : [kubeconfig]);
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

  close(): Promise<void> {
    return Promise.resolve();
  }

  private reader(kubeconfigs: readonly string[]): ClusterReader {
    const candidates = kubeconfigs.map((source) => ({
      source,
      reader: new RememberingReader(new KubectlReader(this.here, source)),
    }));
    return new OwnClusterReader(this.plan, candidates);
  }
}

const FROM_THE_LAN = 'run netstack verify on a machine of the LAN that is no node';
