import { Address } from '../../../address';
import type { ExpectationPlan } from '../../../plan';
import type { ClusterCheck, VerifyContext } from '../../check';
import type { Observation } from '../../finding';
import { passIf } from '../../finding';
import { askDns } from '../../probe/ask-dns';
import type { ConnectResult } from '../../probe/connect';
import { connectIcmp, connectTcp, connectUdp, resolveBySystem } from '../../probe/connect';
import type { ExpectationHost } from '../../probe/expectation-hosts';
import { findExpectationHosts } from '../../probe/expectation-hosts';
import { isSkipped, skipIfUnreachable } from '../../skip';

/** The expectations of the profile. */
export const expectations: ClusterCheck = {
  id: 'expectations',
  scope: 'cluster',
  title: "the profile's expectations are met",
  why: 'The profile states that this connection must be possible, or must not be.',
  dependsOn: ['network-policies', 'overlay-ping', 'service-rules', 'coredns-answers', 'firewall-drops'],
  applies: ({ expect }) => expect.length > 0,
  async *observe(context: VerifyContext) {
    for (const [index, expectation] of context.plan.expect.entries()) {
      const hosts = await findExpectationHosts(context, expectation);
      const observations = hosts.map(async (host): Promise<Observation> => {
        const subject = formatSubject(expectation, index, isSkipped(host) ? expectation.from : host.title);
        if (isSkipped(host)) return { ...host, subject };
        const found = await skipIfUnreachable(subject, () => meet(context, expectation, host, subject));
        return found;
      });
      yield* await Promise.all(observations);
    }
  },
};

/** `pods reach the NAS: pod samples/whoami on pi1 to nas.lan, TCP 445`. */
function formatSubject(
  { description, to, protocol, port }: ExpectationPlan,
  index: number,
  from: string,
): string {
  const what =
    protocol === 'DNS' ? `resolves ${to}` : `to ${to}, ${protocol}${port === undefined ? '' : ` ${port}`}`;
  return `${description ?? `expect[${index}]`}: ${from} ${what}`;
}

async function meet(
  context: VerifyContext,
  expectation: ExpectationPlan,
  from: ExpectationHost,
  subject: string,
): Promise<Observation> {
  const addresses = await resolveTarget(context, expectation, from);
  const texts = {
    subject,
    ...(from.node !== undefined && { nodes: [from.node] }),
    components: [expectation.to, ...(addresses ?? [])],
    next: formatNext(expectation),
  };
  if (expectation.protocol === 'DNS') return compareAnswer(expectation, addresses, texts);
  const planned = expectation.connects ? 'a connection' : 'no connection';
  if (addresses === undefined) {
    return passIf(!expectation.connects, { ...texts, planned, found: `${expectation.to} does not resolve` });
  }
  const results = await Promise.all(addresses.map((address) => connect(expectation, from, address)));
  // A client tries one address after the other: one that answers is a connection.
  const connects = results.some((result) => result.connects);
  const found = results.map((result, index) => `${addresses[index]}: ${result.found}`).join('; ');
  return passIf(connects === expectation.connects, { ...texts, planned, found });
}

/** Pods resolve names by CoreDNS, other machines by their own resolver. Undefined where the name does not resolve. */
async function resolveTarget(
  { plan }: VerifyContext,
  { to, from: kind }: ExpectationPlan,
  { host }: ExpectationHost,
): Promise<readonly string[] | undefined> {
  if (Address.find(to) !== undefined) return [to];
  if (kind !== 'pod') return resolveBySystem(host, to);
  const server = String(plan.clusterDns[0]);
  const answers = await Promise.all((['A', 'AAAA'] as const).map((type) => askDns(host, server, to, type)));
  const found = [...new Set(answers.flatMap((answer) => answer?.addresses ?? []))].sort();
  return found.length === 0 ? undefined : found;
}

function connect(
  { protocol, port = 0 }: ExpectationPlan,
  { host }: ExpectationHost,
  to: string,
): Promise<ConnectResult> {
  if (protocol === 'ICMP') return connectIcmp(host, to);
  return protocol === 'UDP' ? connectUdp(host, to, port) : connectTcp(host, to, port);
}

function compareAnswer(
  { connects, answers }: ExpectationPlan,
  addresses: readonly string[] | undefined,
  texts: Pick<Extract<Observation, { outcome: 'failed' }>, 'subject' | 'next'>,
): Observation {
  const found = addresses?.join(', ') ?? 'no address';
  if (!connects) return passIf(addresses === undefined, { ...texts, found, planned: 'no address' });
  if (answers === undefined)
    return passIf(addresses !== undefined, { ...texts, found, planned: 'an address' });
  const planned = answers.map(String).sort().join(', ');
  return passIf(found === planned, { ...texts, found, planned });
}

function formatNext({ from, protocol, connects }: ExpectationPlan): string {
  if (protocol === 'DNS')
    return from === 'pod'
      ? 'see coredns-answers and coredns-forwards; kubectl -n kube-system logs -l k8s-app=kube-dns'
      : "check the name servers in the machine's resolv.conf";
  if (!connects)
    return 'add a NetworkPolicy or a firewall rule that rejects it, or remove the expectation from the profile';
  return from === 'pod'
    ? 'see network-policies, firewall-drops and service-rules of the node, and whether the service runs at the port'
    : 'see the firewalls of both machines, and whether the service runs at the port';
}
