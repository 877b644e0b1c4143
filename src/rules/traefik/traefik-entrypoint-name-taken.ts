import type { EntryPointPlan } from '../../plan';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

/** What Traefik has anyway. */
const OWN: ReadonlySet<string> = new Set(['web', 'websecure', 'traefik', 'metrics']);

export const traefikEntrypointNameTaken: NetworkRule = {
  id: 'traefik-entrypoint-name-taken',
  severity: 'error',
  title: 'An entryPoint has a name that is another one already',
  why:
    'An entryPoint is known by its name, and so is the port of the Service. web, websecure, traefik and metrics are ' +
    "Traefik's own; a second one of the same name replaces the first, or the Service is refused.",
  fix: 'Give the entryPoint a name of its own.',
  *check({ traefik }, source) {
    const byName = new Map<string, EntryPointPlan>();
    for (const entryPoint of traefik.mode === 'none' ? [] : traefik.entryPoints) {
      const twin = byName.get(entryPoint.name);
      byName.set(entryPoint.name, twin ?? entryPoint);
      if (twin === undefined && !OWN.has(entryPoint.name)) continue;
      const path = pathOf(entryPoint, 'name');
      const owner = twin
        ? `another entryPoint (${source.line(pathOf(twin, 'name'))})`
        : "one of Traefik's own entryPoints";
      yield { path, message: `${source.quote(path)} is already the name of ${owner}.` };
    }
  },
};
