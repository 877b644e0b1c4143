import { Address, contains } from '../../../address';
import type { NetworkPlan } from '../../../plan';
import type { ClusterCheck, VerifyContext } from '../../check';
import { fail, pass } from '../../finding';
import { findReadableNode } from '../../hosts/readable-node';
import { runRequired } from '../../hosts/run-required';
import type { DhcpOffer } from '../../pre/dhcp-discover';
import { DHCP_DISCOVER, parseOffers } from '../../pre/dhcp-discover';
import { UnreachableError } from '../../host';
import { readLinks } from '../../readings';

/** The addresses that DHCP servers of the LAN offer. */
export const dhcpOffers: ClusterCheck = {
  id: 'dhcp-offers',
  scope: 'cluster',
  title: 'no DHCP server offers an address of a node or of a MetalLB pool',
  why: 'The DHCP server gives the address to another machine sooner or later: the node or the Service then becomes unreachable.',
  async *observe(context: VerifyContext) {
    const { plan } = context;
    const host = await findReadableNode(context);
    const own = plan.nodes.find(({ name }) => name === host.name)?.nodeIp.map(String) ?? [];
    const link = (await readLinks(host)).find(({ addresses }) =>
      addresses.some(({ address }) => own.includes(address)),
    );
    if (link === undefined)
      throw new UnreachableError(
        `${host.name} has no LAN interface`,
        `correct the network configuration of ${host.name}`,
      );
    const argv = ['perl', '-e', DHCP_DISCOVER, link.name];
    const { status, stdout, stderr } = await runRequired(host, argv, 'perl-base', { timeoutSeconds: 15 });
    if (status !== 0)
      throw new UnreachableError(
        `the DHCP query on ${host.name} failed: ${stderr.trim()}`,
        `run it as root on ${host.name}`,
      );
    const offers = parseOffers(stdout);
    const wrong = offers.flatMap((offer) => {
      const owner = findOwner(plan, offer);
      return owner === undefined ? [] : [{ ...offer, owner }];
    });
    for (const { address, server, owner } of wrong) {
      yield fail({
        ...{ subject: `offer of the DHCP server ${server}, on ${host.name}`, found: `${address}, ${owner}` },
        planned: 'an address outside the nodes and pools',
        components: ['metallb', address],
        next: `reduce the range of the DHCP server ${server}, or reserve the address there; enter its range under lan.reserved in the profile`,
      });
    }
    if (wrong.length > 0) return;
    const found = offers.map(({ address, server }) => `${address} by ${server}`).join(', ') || 'no offer';
    yield pass({ subject: `offers of DHCP servers, on ${host.name}`, found, planned: found });
  },
};

function findOwner(plan: NetworkPlan, { address: text }: DhcpOffer): string | undefined {
  const address = Address.find(text);
  if (address === undefined) return undefined;
  const node = plan.nodes.find(({ nodeIp }) => nodeIp.some((one) => one.equals(address)));
  if (node !== undefined) return `the address of ${node.name}`;
  const pool = plan.metallb?.ipAddressPools.find(({ addresses }) =>
    addresses.some((range) => contains(range, address)),
  );
  return pool === undefined ? undefined : `in the pool ${pool.name}`;
}
