import { findNearest } from '../../diagnostics';
import { findTraefikVersion, listExtraArguments } from '../../plan';
import { findTraefikArgument, listTraefikArguments } from '../../releases/traefik-arguments';
import type { NetworkRule } from '../network-rule';

export const traefikArgumentUnknown: NetworkRule = {
  id: 'traefik-argument-unknown',
  severity: 'error',
  title: 'Further argument that Traefik does not have',
  why: 'Traefik exits on an argument that it does not have, and no host is reachable through it.',
  fix: 'Write the name of an argument of this version of Traefik.',
  check(plan, report) {
    if (plan.traefik.mode === 'none') return;
    const version = findTraefikVersion(plan);
    for (const { path, name } of listExtraArguments(plan.traefik)) {
      if (findTraefikArgument(version, name) !== undefined) continue;
      const near = findNearest(
        `--${name}`,
        listTraefikArguments(version).map((one) => `--${fillIn(one.name, name)}`),
      );
      report({
        path,
        message: `Traefik v${version} has no argument "--${name}".`,
        hint: `Traefik would exit. ${near === undefined ? 'Write the name of an argument of this version.' : `Did you mean "${near}"?`}`,
      });
    }
  },
};

/** The name of an argument with the names that users choose, as they are in what the user wrote. */
function fillIn(pattern: string, written: string): string {
  const own = written.split('.');
  const words = pattern.split('.');
  return words.map((word, index) => (word === '_name_' ? (own[index] ?? word) : word)).join('.');
}
