import { pathOf } from '../../diagnostics';
import { ruleProblemText } from '../../languages/traefik-rule';
import { parseSampleRule } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const sampleRuleMisleading: NetworkRule = {
  id: 'sample-rule-misleading',
  severity: 'warning',
  title: 'The rule of an IngressRoute has another meaning in Traefik v3 than in v2',
  why:
    'Traefik v3 accepts some rules of v2 with another meaning: it compares a regular expression in a path ' +
    'literally. Such a route usually matches no request.',
  fix: 'Use the matchers of v3: PathRegexp, HostRegexp, QueryRegexp, HeaderRegexp.',
  check({ samples }, report, source) {
    for (const { ingressRoute } of samples) {
      if (ingressRoute === undefined) continue;
      for (const problem of parseSampleRule(ingressRoute).problems) {
        if (problem.severity !== 'warning') continue;
        const path = pathOf(ingressRoute, 'match');
        report({
          path,
          message: `${source.quote(path)} has another meaning in Traefik v3: ${ruleProblemText(problem)}.`,
          hint: problem.hint,
        });
      }
    }
  },
};
