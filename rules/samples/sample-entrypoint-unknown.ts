import type { NetworkPlan, Rule } from '../../network';
import { at, listed, nearest } from '../../network';

/** Ports of Traefik's own that its Service does not have. */
const INSIDE: ReadonlySet<string> = new Set(['traefik', 'metrics']);

export const sampleEntrypointUnknown: Rule = {
  id: 'sample-entrypoint-unknown',
  severity: 'error',
  title: 'An IngressRoute is for an entryPoint that does not exist, or that nobody reaches',
  why:
    'Traefik logs that it does not know the entryPoint and drops the route from it. traefik and metrics exist, but are ' +
    'not ports of its Service: clients outside the cluster do not get there.',
  fix: 'Write web, websecure, or one of traefik.entryPoints.',
  *check(plan, source) {
    const known = knownEntryPoints(plan);
    for (const { ingressRoute } of plan.traefik.mode === 'none' ? [] : plan.samples) {
      for (const [index, name] of ingressRoute?.entryPoints.entries() ?? []) {
        if (ingressRoute === undefined || known.includes(name)) continue;
        const path = at(ingressRoute, 'entryPoints', index);
        const near = INSIDE.has(name) ? undefined : nearest(name, known);
        yield {
          at: path,
          message: `${source.quote(path)} is ${INSIDE.has(name) ? "not a port of Traefik's Service" : 'not the name of an entryPoint'}.`,
          hint: near === undefined ? `The entryPoints are ${listed(known)}.` : `Did you mean "${near}"?`,
        };
      }
    }
  },
};

function knownEntryPoints({ traefik }: NetworkPlan): readonly string[] {
  return ['web', 'websecure', ...traefik.entryPoints.map(({ name }) => name)];
}
