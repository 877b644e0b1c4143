import { Address, contains } from '../../../address';
import type { NetworkPlan } from '../../../plan';
import { listLoadBalancerServices } from '../../../plan';
import { quoteCommand } from '../../../terminal/quote-command';
import type { NodeCheck, NodeContext } from '../../check';
import type { Failed } from '../../finding';
import { fail, pass } from '../../finding';
import type { Link } from '../../readings';
import { readLinks } from '../../readings';

/** kube-proxy in ipvs mode puts every address of a Service on this interface. In other modes it is left over. */
const IPVS_DEVICE = 'kube-ipvs0';

/** Addresses of pools on the node's own interfaces. */
export const poolAddresses: NodeCheck = {
  id: 'pool-addresses',
  scope: 'node',
  title: 'no interface of the node has an address of a MetalLB pool',
  why: 'MetalLB announces addresses that no interface has. The kernel of this node answers ARP for its own address too, so clients reach the node instead of the Service.',
  applies: ({ metallb }) => metallb !== undefined,
  async *observe({ plan, host, self }: NodeContext) {
    const isIpvs = plan.kubeProxy.mode === 'ipvs';
    const links = (await readLinks(host)).filter(({ name }) => !isIpvs || name !== IPVS_DEVICE);
    const failed = links.flatMap((link) => findPoolAddresses(link, plan, self.name));
    yield* failed;
    if (failed.length > 0) return;
    yield pass({
      subject: 'addresses of all interfaces (ip -j -d address)',
      found: 'none of a pool',
      planned: 'none of a pool',
    });
  },
};

function findPoolAddresses({ name, addresses }: Link, plan: NetworkPlan, node: string): readonly Failed[] {
  return addresses.flatMap(({ address: text, prefixLength }) => {
    const address = Address.find(text);
    const owner = address && describeOwner(address, plan);
    if (owner === undefined) return [];
    return fail({
      subject: `${text} on ${name} (ip -j -d address)`,
      found: `${text} is on ${name} of ${node}`,
      planned: `on no interface: it belongs to ${owner}`,
      components: ['metallb', text],
      next: `on ${node}: ${quoteCommand(['ip', 'address', 'del', `${text}/${prefixLength}`, 'dev', name])}, and remove it from the node's network configuration`,
    });
  });
}

/** What the plan uses an address for; undefined: it is in no pool. */
function describeOwner(address: Address, plan: NetworkPlan): string | undefined {
  const service = listLoadBalancerServices(plan).find(({ loadBalancerIPs }) =>
    loadBalancerIPs.some((one) => one.equals(address)),
  );
  if (service !== undefined) return `Service ${service.namespace}/${service.name}`;
  const pool = plan.metallb?.ipAddressPools.find(({ addresses }) =>
    addresses.some((range) => contains(range, address)),
  );
  return pool === undefined ? undefined : `the pool ${pool.name}`;
}
