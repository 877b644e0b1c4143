import { findTraefikVersion, listExtraArguments } from '../../plan';
import { findTraefikArgument } from '../../releases/traefik-arguments';
import type { NetworkRule } from '../network-rule';

export const traefikArgumentValueInvalid: NetworkRule = {
  id: 'traefik-argument-value-invalid',
  severity: 'error',
  title: 'Further argument of Traefik with a value of another kind',
  why: 'Traefik exits on a value that it cannot parse, and no host is reachable through it.',
  fix: 'Write true or false, a number, or a duration such as 30s, as the argument requires.',
  check(plan, report, source) {
    if (plan.traefik.mode === 'none') return;
    const version = findTraefikVersion(plan);
    for (const { path, name, value } of listExtraArguments(plan.traefik)) {
      const kind = findTraefikArgument(version, name)?.kind;
      if (kind === undefined || VALUES[kind].form.test(value)) continue;
      report({
        path,
        message: `${source.quote(path)} has no value that "--${name}" accepts: ${VALUES[kind].title}.`,
        hint: `Traefik would exit. Write ${VALUES[kind].title}.`,
      });
    }
  },
};

/** `$(NAME)` is a variable, which Kubernetes replaces. */
const VALUES = {
  flag: { form: /^(?:true|false|\$\(\w+\))$/i, title: 'true or false' },
  number: {
    form: /^(?:-?\d+|(?:\d+(?:\.\d+)?(?:ns|us|ms|s|m|h))+|\$\(\w+\))$/,
    title: 'a number, or a duration where it is one',
  },
  text: { form: /[^]/, title: 'a text' },
};
