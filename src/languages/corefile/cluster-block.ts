import { quoteText } from '../../diagnostics';
import type { StandingPlugin, StandingPlugins } from './check-plugins';
import type { CorefileDirective } from './corefile';
import type { CorefileProblem } from './problem';
import { createBroken } from './problem';

/** A plugin of the block of ".", in k3s's Corefile and in that of a standalone CoreDNS. */
const createStandingPlugin = (name: string, instead = 'Remove it.'): StandingPlugin => ({
  name,
  where: 'in the Corefile itself',
  instead,
});

/**
 * Plugins that an override cannot use, since the block of "." uses them. Its other plugins take a second use: `forward`
 * after it, `loadbalance` and `health` in its place.
 *
 * @see https://github.com/k3s-io/k3s/blob/master/manifests/coredns.yaml
 */
export const CLUSTER_BLOCK: StandingPlugins = new Map(
  [
    ...['errors', 'ready', 'kubernetes', 'prometheus', 'cache', 'loop', 'reload'].map((name) =>
      createStandingPlugin(name),
    ),
    createStandingPlugin('hosts', 'Put the names into a zone of their own in a .server file.'),
  ].map((plugin) => [plugin.name, plugin]),
);

/** How the Corefile imports raw snippets. */
export const SNIPPET_IMPORTS = {
  override: '/etc/coredns/custom/*.override',
  server: '/etc/coredns/custom/*.server',
} as const;

/**
 * The Corefile that imports snippets, with which a mistake in braces decides what CoreDNS makes of both. That of a
 * standalone CoreDNS has other options, but the same braces.
 */
export const CLUSTER_COREFILE = `.:53 {
  errors
  health
  ready
  kubernetes cluster.local in-addr.arpa ip6.arpa {
    pods insecure
    fallthrough in-addr.arpa ip6.arpa
  }
  hosts /etc/coredns/NodeHosts {
    ttl 60
    reload 15s
    fallthrough
  }
  prometheus :9153
  cache 30
  loop
  reload
  loadbalance
  import ${SNIPPET_IMPORTS.override}
  forward . /etc/resolv.conf
}
import ${SNIPPET_IMPORTS.server}
`;

/** The port of the kubelet's liveness probe. */
const HEALTH_PORT = 8080;

/** Overrides of `health` that move it away from the liveness probe. */
export function movedHealth(directives: readonly CorefileDirective[]): readonly CorefileProblem[] {
  return directives.flatMap(({ name, tokens }) => {
    const address = tokens[1];
    const moved =
      name.text === 'health' &&
      address !== undefined &&
      address.text !== '{' &&
      !address.text.endsWith(`:${HEALTH_PORT}`);
    if (!moved) return [];
    return [
      createBroken(
        name,
        `"health" on ${quoteText(address.text)} replaces the one that the kubelet probes`,
        `The liveness probe of port ${HEALTH_PORT} would fail, and the kubelet would restart CoreDNS again and again. Remove the address.`,
      ),
    ];
  });
}
