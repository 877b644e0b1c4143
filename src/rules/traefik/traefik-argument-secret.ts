import { isSecretArgument, listExtraArguments } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const traefikArgumentSecret: NetworkRule = {
  id: 'traefik-argument-secret',
  severity: 'error',
  title: 'Secret among the further arguments of Traefik',
  why: 'Profiles and manifests are kept in version control and shown in reviews, and arguments are shown by kubectl. Everyone who can read one of them would know the secret.',
  fix: 'Write $(NAME) as the value, and the Secret with the key NAME in traefik.envSecrets.',
  check({ traefik }, report) {
    if (traefik.mode === 'none') return;
    for (const { path, name, value } of listExtraArguments(traefik)) {
      if (!isSecretArgument(name, value)) continue;
      const variable = nameVariable(name);
      report({
        path,
        message: `The argument "--${name}" has a secret, and a profile holds no secrets.`,
        hint: `Write --${name}=$(${variable}), and in traefik.envSecrets a Secret with the key ${variable}.`,
      });
    }
  },
};

/** A name for the variable: the last two words of the argument. */
function nameVariable(argument: string): string {
  const words = argument.split('.').slice(-2).join('_');
  return words.replace(/[^A-Za-z0-9]+/g, '_').toUpperCase();
}
