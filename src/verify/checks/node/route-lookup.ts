import { quoteCommand } from '../../../terminal/quote-command';
import type { NodeCheck, NodeContext } from '../../check';
import type { Observation } from '../../finding';
import { fail, pass } from '../../finding';
import { readPeers, deriveShares } from '../../flannel';
import { groupBy } from '../../group-by';
import type { PlannedLookup } from '../../node/planned-lookups';
import { listPlannedLookups } from '../../node/planned-lookups';
import type { KernelRoute, Link, LookupResult } from '../../readings';
import {
  formatLookup,
  formatRoute,
  lookUpRoutes,
  readAllRoutes,
  readLinks,
  readNode,
  readPolicyRules,
} from '../../readings';

/** Checks of what decides routes to other destinations than pods. */
const LAN_CHECKS: readonly string[] = ['lan-address', 'default-route'];

/** The routes that the kernel selects, with policy rules and all tables. */
export const routeLookup: NodeCheck = {
  id: 'route-lookup',
  scope: 'node',
  title: 'the kernel routes packets to nodes, pods and the gateway as planned',
  why: 'A policy rule of a VPN, two half-default routes or a route with a longer prefix take precedence over the planned routes, which are still in the main table.',
  dependsOn: [...LAN_CHECKS, 'ip-forwarding', 'flannel-device', 'flannel-routes', 'cni-bridge'],
  async *observe(context: NodeContext) {
    const { plan, self, host, cluster } = context;
    const links = await readLinks(host);
    const own =
      plan.flannel.backend === 'none' ? [] : deriveShares(plan, self, await readNode(cluster, self.name));
    const peers = plan.flannel.backend === 'none' ? [] : await readPeers(context, self);
    for (const family of new Set(self.nodeIp.map((address) => address.family))) {
      const routes = (await readAllRoutes(host, family)).filter(isForOthers);
      const lookups = listPlannedLookups({ plan, self, family, links, own, peers, routes });
      const results = await lookUpRoutes(
        host,
        family,
        lookups.map(({ lookup }) => lookup),
      );
      const wrong = lookups.flatMap((planned, index) => {
        const result = results[index];
        return result === undefined || isAsPlanned(planned, result)
          ? []
          : [{ planned, ...describeResult(planned, result, links) }];
      });
      const rules = wrong.length === 0 ? [] : await readPolicyRules(host, family);
      // One destination stands for all that take the same wrong route.
      const groups = groupBy(wrong, ({ planned, found }) => `${planned.title} ${found}`);
      for (const group of groups.values()) yield* reportRoutes(group, { rules, family, node: self.name });
      if (wrong.length === 0 && lookups.length > 0) yield reportPass(lookups.length, family);
    }
  },
};

/** Whether packets to other hosts take the route, and not only the node's own ones. */
function isForOthers({ refuses }: KernelRoute): boolean {
  return refuses === undefined || ['unreachable', 'blackhole', 'prohibit', 'throw'].includes(refuses);
}

function isAsPlanned({ accepts, mayBeLocal = false }: PlannedLookup, result: LookupResult): boolean {
  if (!('route' in result)) return false;
  const { route } = result;
  return route.refuses === LOCAL ? mayBeLocal : route.refuses === undefined && accepts(route);
}

/** The type of a route to an address of the node itself. */
const LOCAL = 'local';

function reportPass(count: number, family: number): Observation {
  const text = `${count} destinations`;
  return pass({ subject: `routes of IPv${family} (ip route get)`, found: text, planned: text });
}

interface WrongRoute {
  readonly planned: PlannedLookup;
  readonly found: string;
  /** A command that removes an address of the node itself. @default - it is no address of the node */
  readonly removal?: string;
}

/** The route without its destination: `via 10.0.0.254 dev wg0`. */
function describeResult(
  { lookup }: PlannedLookup,
  result: LookupResult,
  links: readonly Link[],
): Omit<WrongRoute, 'planned'> {
  if (!('route' in result)) return { found: result.error };
  const { route } = result;
  const found = formatRoute(route).replace(`${route.to} `, '');
  if (route.refuses !== LOCAL) return { found };
  for (const { name, addresses } of links) {
    const own = addresses.find(({ address }) => address === lookup.to);
    if (own === undefined) continue;
    const words = ['ip', 'address', 'del', `${own.address}/${own.prefixLength}`, 'dev', name];
    return { found: `${found}: ${name} of this node has the address`, removal: quoteCommand(words) };
  }
  return { found };
}

function* reportRoutes(
  [first, ...others]: readonly WrongRoute[],
  {
    rules,
    family,
    node,
  }: { readonly rules: readonly string[]; readonly family: number; readonly node: string },
): Iterable<Observation> {
  if (first === undefined) return;
  const { found, removal } = first;
  const { title, planned, lookup, nodes } = first.planned;
  const ofRules = rules.length === 0 ? '' : `; policy rules: ${rules.join(', ')}`;
  const ofOthers = others.length === 0 ? '' : ` and ${others.length} more`;
  const command = `ip -${family} route get ${formatLookup(lookup)}`;
  yield fail({
    subject: `route to ${title} (${command}${ofOthers})`,
    found: `${found}${ofRules}`,
    planned,
    ...(nodes !== undefined && { nodes }),
    ...(first.planned.isOfPods !== true && { dependsOn: LAN_CHECKS }),
    proof: `on ${node}: ${command}`,
    next:
      removal === undefined
        ? `on ${node}: ip -${family} rule; ip -${family} route show table all; remove the rule or route of the VPN or bridge, or exclude the cluster's networks from it`
        : `on ${node}: ${removal}, and remove the program that adds it`,
  });
}
