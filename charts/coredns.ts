import type { CoreDnsCustomProps, CoreDnsProps } from '../constructs/coredns';
import { CoreDns, CoreDnsCustom } from '../constructs/coredns';
import type { CoreDnsPlan, NetworkPlan } from '../src/plan';
import type { ClusterChart } from './cluster-chart';
import { forwardOf, zonedDns } from './coredns-zones';
import { defined } from './defined';

type CoreDnsChartProps =
  | { readonly mode: 'standalone'; readonly options: CoreDnsProps }
  | { readonly mode: 'packaged'; readonly options: CoreDnsCustomProps };

/** The cluster DNS: what k3s's own is given beside its own Corefile, or one of our own. */
export const coredns: ClusterChart<CoreDnsChartProps> = {
  number: '20',
  part: 'coredns',

  props(plan) {
    if (plan.coredns.mode === 'none') return undefined;
    if (plan.coredns.mode === 'standalone') return { mode: 'standalone', options: standalone(plan) };
    const options = common(plan.coredns);
    return Object.keys(options).length > 0 ? { mode: 'packaged', options } : undefined;
  },

  build(chart, props) {
    if (props.mode === 'standalone') new CoreDns(chart, 'coredns', props.options);
    else new CoreDnsCustom(chart, 'coredns', props.options);
  },
};

function common(coredns: CoreDnsPlan): CoreDnsCustomProps {
  const { zones, hosts, rewrite } = zonedDns(coredns);
  return defined<CoreDnsCustomProps>({
    upstream: forwardOf(coredns.upstream),
    zones: zones.length > 0 ? zones : undefined,
    hosts: hosts.length > 0 ? hosts : undefined,
    rewrite: rewrite.length > 0 ? rewrite : undefined,
    log: coredns.log || undefined,
    snippets:
      coredns.snippets.length > 0 ? coredns.snippets.map(({ name, text }) => ({ name, text })) : undefined,
  });
}

/** k3s maintains the nodes' names for its own CoreDNS only; here they are known from the profile. */
function standalone({ coredns, clusterDns, clusterDomain, nodes }: NetworkPlan): CoreDnsProps {
  return defined<CoreDnsProps>({
    clusterDns: clusterDns.map(String),
    clusterDomain,
    replicas: coredns.replicas,
    nodeHosts: nodes.map(({ name, nodeIp }) => ({ name, addresses: nodeIp.map(String) })),
    cache: coredns.cache && defined({ ...coredns.cache }),
    ...common(coredns),
  });
}
