import { Cidr } from '../address';
import { findNewestRelease } from '../releases';
import type { MachineNetwork } from './machine-network';
import type { ProposedLan } from './propose-lan';
import { proposeLan } from './propose-lan';
import { proposePool } from './propose-pool';

/** A node of the new cluster. */
export interface InitNode {
  readonly name: string;
  readonly role: 'server' | 'agent';
  readonly nodeIp: string;
  /** @default - the one of the default route */
  readonly flannelIface?: string;
}

/** Everything that a new profile needs to be decided. */
export interface InitAnswers {
  readonly k3sVersion: string;
  readonly lanCidr: string;
  readonly gateway?: string;
  /** Bytes. @default 1500 */
  readonly mtu?: number;
  readonly reserved: readonly { readonly range: string; readonly owner: string }[];
  readonly nodes: readonly InitNode[];
  /** MetalLB's addresses. @default - ServiceLB, on the addresses of the nodes */
  readonly pool?: string;
}

/** What is known before anything is asked. */
export interface InitDefaults extends InitAnswers {
  /** Undefined where the machine is in no LAN: then the addresses are examples. */
  readonly lan?: ProposedLan;
}

/** A LAN that many home routers have. */
export const EXAMPLE_LAN = '192.168.1.0/24';
const EXAMPLE = { cidr: EXAMPLE_LAN, gateway: '192.168.1.1', node: '192.168.1.10' };

/** The LAN of this machine with the machine as its first server, or an example where it is in none. */
export function proposeAnswers(
  machine: MachineNetwork | undefined,
  given: Partial<InitAnswers>,
): InitDefaults {
  const lan = machine && proposeLan(machine);
  const lanCidr = given.lanCidr ?? lan?.cidr ?? EXAMPLE.cidr;
  const isOwn = lanCidr === lan?.cidr;
  const gateway = given.gateway ?? (isOwn ? lan.gateway : lan === undefined ? EXAMPLE.gateway : undefined);
  const nodes = given.nodes ?? [proposeNode(machine, isOwn ? lan : undefined, lanCidr)];
  const answers = {
    k3sVersion: given.k3sVersion ?? findNewestRelease().toString(),
    lanCidr,
    ...(gateway !== undefined && { gateway }),
    ...(isOwn && lan.mtu !== 1500 && { mtu: lan.mtu }),
    reserved: given.reserved ?? [],
    nodes,
    ...(lan && { lan }),
  };
  const pool = given.pool ?? proposeFreePool(machine, answers);
  return { ...answers, ...(pool !== undefined && { pool }) };
}

/** A pool for the answers so far. */
export function proposeFreePool(
  machine: MachineNetwork | undefined,
  { lanCidr, gateway, reserved, nodes }: Omit<InitAnswers, 'k3sVersion'>,
): string | undefined {
  const addresses = machine?.interfaces.flatMap((one) => one.addresses) ?? [];
  return proposePool(Cidr.parse(lanCidr), {
    used: [
      ...nodes.map(({ nodeIp }) => nodeIp),
      ...(gateway === undefined ? [] : [gateway]),
      ...addresses.map(({ address }) => address),
      ...(machine?.neighbours ?? []),
    ],
    reserved: reserved.map(({ range }) => range),
    dynamic: addresses.filter(({ dynamic }) => dynamic).map(({ address }) => address),
  });
}

function proposeNode(
  machine: MachineNetwork | undefined,
  lan: ProposedLan | undefined,
  cidr: string,
): InitNode {
  const name = toNodeName(machine?.hostName ?? '');
  if (lan === undefined) {
    const nodeIp = cidr === EXAMPLE.cidr ? EXAMPLE.node : Cidr.parse(cidr).at(10n).toString();
    return { name, role: 'server', nodeIp };
  }
  return { name, role: 'server', nodeIp: lan.address, flannelIface: lan.interface };
}

/** A host name as the name of a node. */
export function toNodeName(hostName: string): string {
  const name = hostName.toLowerCase().replace(/\.$/, '');
  return /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*$/.test(name)
    ? name
    : 'server-1';
}
