import type { EntryPointPlan } from '../../plan';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

/** What Traefik has anyway. */
const OWN: ReadonlySet<string> = new Set(['web', 'websecure', 'traefik', 'metrics']);

export const traefikEntrypointNameTaken: NetworkRule = {
  id: 'traefik-entrypoint-name-taken',
  severity: 'error',
  title: 'Two entryPoints have the same name',
  why:
    'An entryPoint and its port of the Service are identified by name. Traefik itself has web, websecure, traefik ' +
    'and metrics. A second entryPoint of the same name replaces the first, or the API server rejects the Service.',
  fix: 'Give the entryPoint another name.',
  check({ traefik }, report, source) {
    const byName = new Map<string, EntryPointPlan>();
    for (const entryPoint of traefik.mode === 'none' ? [] : traefik.entryPoints) {
      const twin = byName.get(entryPoint.name);
      byName.set(entryPoint.name, twin ?? entryPoint);
      if (twin === undefined && !OWN.has(entryPoint.name)) continue;
      const path = pathOf(entryPoint, 'name');
      const owner = twin
        ? `another entryPoint (${source.line(pathOf(twin, 'name'))})`
        : "one of Traefik's own entryPoints";
      report({ path, message: `${source.quote(path)} is already the name of ${owner}.` });
    }
  },
};
