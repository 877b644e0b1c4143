import { existsSync } from 'node:fs';
import { homedir, hostname, networkInterfaces, userInfo } from 'node:os';
import { join } from 'node:path';
import type { NetworkPlan, NodePlan } from '../../plan';
import { Address } from '../../address';

/** What of the machine that netstack runs on decides what can be looked at from it. */
export interface ThisMachine {
  readonly hostName: string;
  readonly addresses: readonly string[];
  readonly isRoot: boolean;
  /** The kubeconfigs that there are, in the order in which kubectl and k3s would take them. */
  readonly kubeconfigs: readonly string[];
}

export function thisMachine(): ThisMachine {
  const addresses = Object.values(networkInterfaces()).flatMap((all) =>
    (all ?? []).map(({ address }) => address),
  );
  const usual = [join(homedir(), '.kube/config'), '/etc/rancher/k3s/k3s.yaml'];
  const named = (process.env['KUBECONFIG'] ?? '').split(':').filter((file) => file !== '');
  return {
    hostName: hostname(),
    addresses,
    isRoot: userInfo().uid === 0,
    kubeconfigs: [...named, ...usual].filter((file) => existsSync(file)),
  };
}

/** Which node this machine is: by one of its addresses, or else by its name. */
export function nodeHere(plan: NetworkPlan, machine: ThisMachine): NodePlan | undefined {
  const byAddress = plan.nodes.find(({ nodeIp }) =>
    nodeIp.some((address) => machine.addresses.includes(address.toString())),
  );
  return byAddress ?? plan.nodes.find(({ name }) => name === machine.hostName);
}

/** Whether it has an address in one of the LAN's networks. */
export function isOnLan({ lan }: NetworkPlan, { addresses }: ThisMachine): boolean {
  return addresses
    .flatMap((text) => Address.find(text) ?? [])
    .some((address) =>
      lan.cidr.some(
        ({ family, first, last }) =>
          family === address.family && first <= address.value && address.value <= last,
      ),
    );
}
