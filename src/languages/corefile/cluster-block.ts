import { quoteText } from '../../diagnostics';
import type { StandingPlugin } from './check-plugins';
import type { Directive } from './corefile';
import type { CorefileProblem } from './problem';
import { error } from './problem';

/** A plugin of the block of ".", whether the Corefile is k3s's or that of a standalone CoreDNS. */
const standing = (name: string, instead = 'Remove it.'): StandingPlugin => ({
  name,
  where: 'in the Corefile itself',
  instead,
});

/**
 * What an override cannot have, since the block of "." has it. Its other plugins take a second one: `forward` after
 * it, `loadbalance` and `health` in its place.
 *
 * @see https://github.com/k3s-io/k3s/blob/master/manifests/coredns.yaml
 */
export const CLUSTER_BLOCK: readonly StandingPlugin[] = [
  ...['errors', 'ready', 'kubernetes', 'prometheus', 'cache', 'loop', 'reload'].map((name) => standing(name)),
  standing('hosts', 'Give the names a zone of their own in a .server file.'),
];

/** Where the kubelet asks whether CoreDNS lives. */
const HEALTH_PORT = 8080;

/** Overrides of `health` that move it away from where the kubelet asks. */
export function movedHealth(directives: readonly Directive[]): readonly CorefileProblem[] {
  return directives.flatMap(({ name, tokens }) => {
    const address = tokens[1];
    const moved =
      name.text === 'health' &&
      address !== undefined &&
      address.text !== '{' &&
      !address.text.endsWith(`:${HEALTH_PORT}`);
    if (!moved) return [];
    return [
      error(
        name,
        `"health" on ${quoteText(address.text)} takes the place of the one that the kubelet asks`,
        `The kubelet would find nobody at port ${HEALTH_PORT}, and restart CoreDNS again and again. Leave the address out.`,
      ),
    ];
  });
}
