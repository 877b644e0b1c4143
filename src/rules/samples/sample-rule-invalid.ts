import { pathOf } from '../../diagnostics';
import { ruleProblemText } from '../../languages/traefik-rule';
import { parseSampleRule } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const sampleRuleInvalid: NetworkRule = {
  id: 'sample-rule-invalid',
  severity: 'error',
  title: 'A rule of an IngressRoute is not one that Traefik v3 takes',
  why:
    'Traefik writes a line into its log and drops the route. Clients get a 404, and nothing in the cluster says that the ' +
    'rule is to blame.',
  fix: 'Write the rule in the syntax of Traefik v3, such as Host(`whoami.home.arpa`) && PathPrefix(`/api`).',
  *check({ samples }, source) {
    for (const { ingressRoute } of samples) {
      if (ingressRoute === undefined) continue;
      for (const problem of parseSampleRule(ingressRoute).problems) {
        if (problem.severity !== 'error') continue;
        const path = pathOf(ingressRoute, 'match');
        yield {
          path,
          message: `${source.quote(path)} is not a rule of Traefik v3: ${ruleProblemText(problem)}.`,
          hint: problem.hint,
        };
      }
    }
  },
};
