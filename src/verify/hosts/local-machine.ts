import { existsSync } from 'node:fs';
import { homedir, hostname, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import type { NetworkPlan, NodePlan } from '../../plan';
import { Address } from '../../address';
import { isRoot } from '../../terminal/own-command';

/** The properties of the machine that netstack runs on that decide what it can reach. */
export interface LocalMachine {
  readonly hostName: string;
  readonly addresses: readonly string[];
  readonly isRoot: boolean;
  /** The existing kubeconfigs, in the order in which kubectl and k3s use them. */
  readonly kubeconfigs: readonly string[];
}

export function readLocalMachine(): LocalMachine {
  const addresses = Object.values(networkInterfaces()).flatMap((all) =>
    (all ?? []).map(({ address }) => address),
  );
  const usual = [join(homedir(), '.kube/config'), '/etc/rancher/k3s/k3s.yaml'];
  const named = (process.env['KUBECONFIG'] ?? '').split(':').filter((file) => file !== '');
  return {
    hostName: hostname(),
    addresses,
    isRoot: isRoot(),
    kubeconfigs: [...named, ...usual].filter((file) => existsSync(file)),
  };
}

/** The node that this machine is, by one of its addresses or else its host name. */
export function findLocalNode(plan: NetworkPlan, machine: LocalMachine): NodePlan | undefined {
  const byAddress = plan.nodes.find(({ nodeIp }) =>
    nodeIp.some((address) => machine.addresses.includes(address.toString())),
  );
  return byAddress ?? plan.nodes.find(({ name }) => name === machine.hostName);
}

/** Whether the machine has an address in `lan.cidr`. */
export function isOnLan({ lan }: NetworkPlan, { addresses }: LocalMachine): boolean {
  return addresses
    .flatMap((text) => Address.find(text) ?? [])
    .some((address) =>
      lan.cidr.some(
        ({ family, first, last }) =>
          family === address.family && first <= address.value && address.value <= last,
      ),
    );
}
