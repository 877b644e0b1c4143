import { pathOf } from '../../diagnostics';
import { ruleProblemText } from '../../languages/traefik-rule';
import { parseSampleRule } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const sampleRuleMisleading: NetworkRule = {
  id: 'sample-rule-misleading',
  severity: 'warning',
  title: 'A rule of an IngressRoute matches something else than it looks like',
  why:
    'Traefik v3 takes some rules that were written for v2, and reads them otherwise: a path with a regular expression in ' +
    'it is a path with strange characters. Such a route most often matches nothing.',
  fix: 'Write what is meant with the matchers of v3: PathRegexp, HostRegexp, QueryRegexp, HeaderRegexp.',
  *check({ samples }, source) {
    for (const { ingressRoute } of samples) {
      if (ingressRoute === undefined) continue;
      for (const problem of parseSampleRule(ingressRoute).problems) {
        if (problem.severity !== 'warning') continue;
        const path = pathOf(ingressRoute, 'match');
        yield {
          path,
          message: `${source.quote(path)} is not what it looks like: ${ruleProblemText(problem)}.`,
          hint: problem.hint,
        };
      }
    }
  },
};
