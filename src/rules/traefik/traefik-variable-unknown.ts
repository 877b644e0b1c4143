import type { TraefikPlan } from '../../plan';
import { listExtraArguments } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const traefikVariableUnknown: NetworkRule = {
  id: 'traefik-variable-unknown',
  severity: 'error',
  title: 'Argument of Traefik uses a variable that no Secret can have',
  why: 'Kubernetes replaces $(NAME) by a variable of the container, and leaves the text unchanged where there is no such variable. Traefik would use the text "$(NAME)" as the password.',
  fix: 'Write the Secret with the variable in traefik.envSecrets.',
  check({ traefik }, report, source) {
    if (traefik.mode === 'none' || hasVariables(traefik)) return;
    for (const { path, value } of listExtraArguments(traefik)) {
      const variable = /\$\((\w+)\)/.exec(value)?.[1];
      if (variable === undefined) continue;
      report({
        path,
        message: `${source.quote(path)} uses the variable ${variable}, and Traefik has no variables of Secrets.`,
        hint: `Write the Secret with the key ${variable} in traefik.envSecrets.`,
      });
    }
  },
};

/** Whether the pods have variables that the profile does not list: those of Secrets, or of values and patches. */
function hasVariables({ envSecrets, certificateResolvers, values }: TraefikPlan): boolean {
  const ofResolvers = certificateResolvers.some(({ dnsChallenge }) => dnsChallenge?.envSecret !== undefined);
  return envSecrets.length > 0 || ofResolvers || 'env' in values;
}
