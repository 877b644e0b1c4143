import type { NodeCheck, NodeContext } from '../../check';
import type { Observation } from '../../finding';
import { fail, pass } from '../../finding';
import { readPeers, deriveShares } from '../../flannel';
import { groupBy } from '../../group-by';
import type { PlannedLookup } from '../../node/planned-lookups';
import { listPlannedLookups } from '../../node/planned-lookups';
import type { KernelRoute, LookupResult } from '../../readings';
import {
  formatLookup,
  formatRoute,
  lookUpRoutes,
  readAllRoutes,
  readLinks,
  readNode,
  readPolicyRules,
} from '../../readings';

/** The routes that the kernel selects, with policy rules and all tables. */
export const routeLookup: NodeCheck = {
  id: 'route-lookup',
  scope: 'node',
  title: 'the kernel routes packets to nodes, pods and the gateway as planned',
  why: 'A policy rule of a VPN, two half-default routes or a route with a longer prefix take precedence over the planned routes, which are still in the main table.',
  dependsOn: [
    'lan-address',
    'default-route',
    'ip-forwarding',
    'flannel-device',
    'flannel-routes',
    'cni-bridge',
  ],
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
          : [{ planned, found: formatResult(result) }];
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

function isAsPlanned({ accepts }: PlannedLookup, result: LookupResult): boolean {
  return 'route' in result && result.route.refuses === undefined && accepts(result.route);
}

function reportPass(count: number, family: number): Observation {
  const text = `${count} destinations`;
  return pass({ subject: `routes of IPv${family} (ip route get)`, found: text, planned: text });
}

interface WrongRoute {
  readonly planned: PlannedLookup;
  readonly found: string;
}

/** The route without its destination: `via 10.0.0.254 dev wg0`. */
function formatResult(result: LookupResult): string {
  return 'route' in result ? formatRoute(result.route).replace(`${result.route.to} `, '') : result.error;
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
  const { title, planned, lookup, nodes } = first.planned;
  const ofRules = rules.length === 0 ? '' : `; policy rules: ${rules.join(', ')}`;
  const ofOthers = others.length === 0 ? '' : ` and ${others.length} more`;
  const command = `ip -${family} route get ${formatLookup(lookup)}`;
  yield fail({
    subject: `route to ${title} (${command}${ofOthers})`,
    found: `${first.found}${ofRules}`,
    planned,
    ...(nodes !== undefined && { nodes }),
    proof: `on ${node}: ${command}`,
    next: `on ${node}: ip -${family} rule; ip -${family} route show table all; remove the rule or route of the VPN or bridge, or exclude the cluster's networks from it`,
  });
}
