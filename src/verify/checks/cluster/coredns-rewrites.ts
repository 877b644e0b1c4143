import type { CoreDnsPlan, NameRewrite, NetworkPlan } from '../../../plan';
import type { ClusterCheck, VerifyContext } from '../../check';
import { formatAnswer, formatQuery, isSameAnswer, queryDns } from '../../dns/dig';
import type { Skipped, Observation } from '../../finding';
import { passIf } from '../../finding';
import type { Host } from '../../host';
import { findReadableNode } from '../../hosts/readable-node';

/** Rewritten names and their targets. */
export const corednsRewrites: ClusterCheck = {
  id: 'coredns-rewrites',
  scope: 'cluster',
  title: 'CoreDNS answers a rewritten name like its target',
  why: 'With a rewrite that is lost or shadowed by an earlier one, clients reach the address that the name has outside the cluster.',
  dependsOn: ['coredns-answers'],
  applies: ({ coredns }) => coredns.mode !== 'none' && coredns.rewrite.length > 0,
  async *observe(context: VerifyContext) {
    const host = await findReadableNode(context);
    for (const rewrite of context.plan.coredns.rewrite)
      yield await compareRewrite(host, context.plan, rewrite);
  },
};

async function compareRewrite(host: Host, plan: NetworkPlan, rewrite: NameRewrite): Promise<Observation> {
  const names = deriveNames(rewrite, plan.coredns);
  const [clusterDns] = plan.clusterDns.map(String);
  if (names === undefined || clusterDns === undefined) return skipRewrite(rewrite, clusterDns);
  const [from, to] = names;
  const type = plan.clusterDns[0]?.family === 6 ? 'AAAA' : 'A';
  const query = (name: string) => queryDns(host, { server: clusterDns, name, type });
  const [answer, target] = await Promise.all([query(from), query(to)]);
  const subject = `${from} ${type} at ${clusterDns} (dig on ${host.name})`;
  if (answer.status === 'NXDOMAIN' && target.status === 'NXDOMAIN') {
    const reason = `${to} does not exist: both answers are the same with and without the rewrite`;
    return { outcome: 'skipped', subject, reason, next: formatManualQuery(clusterDns) };
  }
  return passIf(isSameAnswer(answer, target), {
    subject,
    proof: formatQuery(host, { server: clusterDns, name: from, type }),
    components: ['coredns'],
    found: formatAnswer(answer),
    planned: `like ${to}: ${formatAnswer(target)}`,
    next: 'kubectl -n kube-system get configmap coredns-custom -o yaml; kubectl -n kube-system logs -l k8s-app=kube-dns',
  });
}

/** A rewritten name and its target; undefined where none can be derived. */
function deriveNames(
  { match, from, to }: NameRewrite,
  { hosts }: CoreDnsPlan,
): readonly [string, string] | undefined {
  if (match === 'exact') return [from, to];
  if (match !== 'suffix') return undefined;
  // A name that exists proves more.
  const end = joinLabels('', to);
  const label = hosts.find(({ name }) => name.endsWith(end))?.name.slice(0, -end.length) ?? 'netstack-verify';
  return [joinLabels(label, from), joinLabels(label, to)];
}

/** Suffixes may or may not begin with a dot. */
function joinLabels(label: string, suffix: string): string {
  return suffix.startsWith('.') ? `${label}${suffix}` : `${label}.${suffix}`;
}

function skipRewrite({ match, from }: NameRewrite, clusterDns = 'clusterDns'): Skipped {
  return {
    outcome: 'skipped',
    subject: `names that the ${match} "${from}" rewrites`,
    reason: 'no matching name can be derived',
    next: formatManualQuery(clusterDns),
  };
}

function formatManualQuery(clusterDns: string): string {
  return `query such a name and its target by hand: dig @${clusterDns} NAME; or use --skip coredns-rewrites`;
}
