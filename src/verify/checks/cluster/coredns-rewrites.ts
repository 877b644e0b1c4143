import type { CoreDnsPlan, NameRewrite, NetworkPlan } from '../../../plan';
import type { ClusterCheck, Verification } from '../../check';
import { answerText, ask, isSameAnswer } from '../../dns/dig';
import type { NotLooked, Observation } from '../../finding';
import { compared } from '../../finding';
import type { Place } from '../../place';
import { anyNode } from '../../hosts/any-node';

/** Names that are looked up in place of others. */
export const corednsRewrites: ClusterCheck = {
  id: 'coredns-rewrites',
  scope: 'cluster',
  title: 'CoreDNS answers a name that is rewritten as it answers the name in its place',
  why: 'A rewrite that was lost, or that another one before it has hidden, sends clients to whatever the name means outside the cluster.',
  applies: ({ coredns }) => coredns.mode !== 'none' && coredns.rewrite.length > 0,
  async *look(on: Verification) {
    const here = await anyNode(on);
    for (const rewrite of on.plan.coredns.rewrite) yield await rewritten(here, on.plan, rewrite);
  },
};

async function rewritten(here: Place, plan: NetworkPlan, rewrite: NameRewrite): Promise<Observation> {
  const names = namesOf(rewrite, plan.coredns);
  const [clusterDns] = plan.clusterDns.map(String);
  if (names === undefined || clusterDns === undefined) return unasked(rewrite, clusterDns);
  const [from, to] = names;
  const type = plan.clusterDns[0]?.family === 6 ? 'AAAA' : 'A';
  const asked = (name: string) => ask(here, { server: clusterDns, name, type });
  const [answer, meant] = await Promise.all([asked(from), asked(to)]);
  const looked = `${from} ${type} at ${clusterDns} (dig on ${here.name})`;
  if (answer.status === 'NXDOMAIN' && meant.status === 'NXDOMAIN') {
    const because = `${to} does not exist, so that both are answered alike, rewritten or not`;
    return { outcome: 'not looked', looked, because, next: askYourself(clusterDns) };
  }
  return compared(isSameAnswer(answer, meant), {
    looked,
    found: answerText(answer),
    planned: `as ${to}: ${answerText(meant)}`,
    next: 'kubectl -n kube-system get configmap coredns-custom -o yaml; kubectl -n kube-system logs -l k8s-app=kube-dns',
  });
}

/** A name that is rewritten, and what becomes of it; undefined where none can be made up. */
function namesOf(
  { match, from, to }: NameRewrite,
  { hosts }: CoreDnsPlan,
): readonly [string, string] | undefined {
  if (match === 'exact') return [from, to];
  if (match !== 'suffix') return undefined;
  // One that exists tells more.
  const end = joined('', to);
  const label = hosts.find(({ name }) => name.endsWith(end))?.name.slice(0, -end.length) ?? 'netstack-verify';
  return [joined(label, from), joined(label, to)];
}

/** Suffixes are written with or without the dot that they begin with. */
function joined(label: string, suffix: string): string {
  return suffix.startsWith('.') ? `${label}${suffix}` : `${label}.${suffix}`;
}

function unasked({ match, from }: NameRewrite, clusterDns = 'clusterDns'): NotLooked {
  return {
    outcome: 'not looked',
    looked: `names that the ${match} "${from}" rewrites`,
    because: 'no name of that kind can be made up',
    next: askYourself(clusterDns),
  };
}

function askYourself(clusterDns: string): string {
  return `ask for one and for what it becomes: dig @${clusterDns} <name>; --skip coredns-rewrites leaves it out`;
}
