import type { NetworkPlan } from '../../plan';
import { joinList, findNearest } from '../../diagnostics';
import { listNamedEntryPoints } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const sampleEntrypointUnknown: NetworkRule = {
  id: 'sample-entrypoint-unknown',
  severity: 'error',
  title: 'A route of a sample names an entryPoint that does not exist',
  why: 'Traefik logs an error and ignores the entryPoint. Clients get a 404, or no answer.',
  fix: 'Write web, websecure, or one of traefik.entryPoints.',
  check(plan, report, source) {
    const known = knownEntryPoints(plan);
    const outside = known.filter((name) => name !== 'traefik' && name !== 'metrics');
    for (const { name, path } of plan.traefik.mode === 'none'
      ? []
      : plan.samples.flatMap(listNamedEntryPoints)) {
      if (known.includes(name)) continue;
      const near = findNearest(name, outside);
      report({
        path,
        message: `${source.quote(path)} is not the name of an entryPoint.`,
        hint: near === undefined ? `The entryPoints are ${joinList(outside)}.` : `Did you mean "${near}"?`,
      });
    }
  },
};

function knownEntryPoints({ traefik }: NetworkPlan): readonly string[] {
  const further = traefik.entryPoints.map(({ name }) => name);
  return ['web', 'websecure', ...further, 'traefik', ...(traefik.metrics ? ['metrics'] : [])];
}
