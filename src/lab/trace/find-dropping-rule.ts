import { Address } from '../../address';
import { CommandHost, readTables } from '../../verify';
import type { Packet } from '../../verify/firewall';
import { findDrop } from '../../verify/firewall';
import type { Lab } from '../execution/lab';

/** A packet on a node, with its ends as they were read. */
type NodePacket = Omit<Packet, 'source' | 'destination'> &
  Readonly<Record<'node' | 'source' | 'destination', string>>;

/** The rule of a node's firewall that drops a packet; undefined where none certainly does. @throws UnreachableError */
export async function findDroppingRule(lab: Lab, packet: NodePacket): Promise<string | undefined> {
  const { node, source, destination, ...rest } = packet;
  const [from, to] = [Address.find(source), Address.find(destination)];
  if (from === undefined || to === undefined) return undefined;
  const host = new CommandHost(node, (words) => lab.words(node, words));
  return findDrop({ ...rest, source: from, destination: to }, await readTables(host, from.family));
}
