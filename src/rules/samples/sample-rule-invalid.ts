import { pathOf } from '../../diagnostics';
import { ruleProblemText } from '../../languages/traefik-rule';
import { parseSampleRule } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const sampleRuleInvalid: NetworkRule = {
  id: 'sample-rule-invalid',
  severity: 'error',
  title: 'The rule of an IngressRoute is not valid in Traefik v3',
  why: 'Traefik logs an error and drops the route. Clients get a 404, and no status in the cluster names the rule.',
  fix: 'Write the rule in the syntax of Traefik v3, such as Host(`whoami.home.arpa`) && PathPrefix(`/api`).',
  check({ samples }, report, source) {
    for (const { ingressRoute } of samples) {
      if (ingressRoute === undefined) continue;
      for (const problem of parseSampleRule(ingressRoute).problems) {
        if (problem.severity !== 'error') continue;
        const path = pathOf(ingressRoute, 'match');
        report({
          path,
          message: `${source.quote(path)} is not a rule of Traefik v3: ${ruleProblemText(problem)}.`,
          hint: problem.hint,
        });
      }
    }
  },
};
