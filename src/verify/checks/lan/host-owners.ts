import type { Address } from '../../../address';
import type { ClusterCheck, VerifyContext } from '../../check';
import type { Observation } from '../../finding';
import { passIf } from '../../finding';
import type { Host } from '../../host';
import { collectAllAnswers, collectAnswers } from '../../lan/collect-answers';
import { splitByNetwork } from '../../lan/reachability';
import { isSkipped, skipIfUnreachable } from '../../skip';

/** An address that one machine of the LAN has. */
interface HostAddress {
  readonly address: Address;
  /** `pi2`, `the gateway` */
  readonly owner: string;
  readonly node?: string;
}

/** Nodes' addresses and gateways for which several machines answer. */
export const hostOwners: ClusterCheck = {
  id: 'host-owners',
  scope: 'lan',
  title: "one machine answers ARP or NDP for each node's address and for the gateway",
  why: "Two machines with one address receive parts of each other's packets: connections to the node break at random, and with the gateway every connection to other networks.",
  dependsOn: ['duplicate-identities'],
  async *observe({ plan, lan }: VerifyContext) {
    const all: readonly HostAddress[] = [
      ...plan.nodes.flatMap(({ name, nodeIp }) =>
        nodeIp.map((address) => ({ address, owner: name, node: name })),
      ),
      ...plan.lan.gateway.map((address) => ({ address, owner: 'the gateway' })),
    ];
    const addresses = all.map(({ address }) => address);
    // Another segment has its own clients; lan-ping covers it.
    const { near } = await splitByNetwork(lan, addresses, String);
    const asked = all.filter(({ address }) => near.includes(address));
    const ofIpv4 = asked.filter(({ address }) => address.family === 4);
    const answers = await skipIfUnreachable(formatTitle(ofIpv4, lan.name), () =>
      collectAllAnswers(
        lan,
        ofIpv4.map(({ address }) => address),
      ),
    );
    if (isSkipped(answers)) yield answers;
    else
      for (const one of ofIpv4) {
        const macs = answers.get(one.address.toString()) ?? [];
        yield compareAnswers(one, macs, lan.name);
      }
    yield* await askByNdp(
      asked.filter(({ address }) => address.family === 6),
      lan,
    );
  },
};

async function askByNdp(asked: readonly HostAddress[], lan: Host): Promise<readonly Observation[]> {
  const observations = await Promise.all(
    asked.map((one) =>
      skipIfUnreachable(formatTitle(asked, lan.name), async () =>
        compareAnswers(one, await collectAnswers(lan, one.address), lan.name),
      ),
    ),
  );
  // A missing command is reported once.
  const skipped = new Map(observations.filter(isSkipped).map((one) => [one.reason, one]));
  return [...observations.filter((one) => !isSkipped(one)), ...skipped.values()];
}

function formatTitle(hosts: readonly HostAddress[], client: string): string {
  const program = hosts[0]?.address.family === 6 ? 'ndisc6' : 'arping';
  return `owners of ${hosts.map(({ owner }) => owner).join(', ')} (${program} on ${client})`;
}

function formatSubject({ address, owner }: HostAddress, client: string): string {
  const program = address.family === 6 ? 'ndisc6' : 'arping';
  return `owners of ${address.toString()}, ${owner} (${program} on ${client})`;
}

/** No answer is not a finding: lan-ping and default-route report machines that are off. */
function compareAnswers(one: HostAddress, macs: readonly string[], client: string): Observation {
  return passIf(macs.length <= 1, {
    subject: formatSubject(one, client),
    found: macs.join(' and ') || 'no answer',
    planned: 'at most one MAC address',
    ...(one.node !== undefined && { nodes: [one.node] }),
    next: `find the machines by their MAC addresses (ip -br link on each node, DHCP leases, switch), and give the machine that is not ${one.owner} another address`,
  });
}
