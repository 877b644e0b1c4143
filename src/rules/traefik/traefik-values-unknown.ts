import { findNearest } from '../../diagnostics';
import { listExtraValues } from '../../plan';
import { listChartValues } from '../../releases/traefik-values';
import type { NetworkRule } from '../network-rule';

export const traefikValuesUnknown: NetworkRule = {
  id: 'traefik-values-unknown',
  severity: 'error',
  title: "Further value that Traefik's chart does not have",
  why: 'k3s removes the schema of the chart, so Helm ignores a value that the chart does not have, and reports nothing.',
  fix: 'Write a value of the version of the chart that this k3s packages.',
  check({ traefik, k3s }, report) {
    if (traefik.mode !== 'packaged') return;
    const seen = new Set<string>();
    for (const { position, keys } of listExtraValues(traefik)) {
      const at = keys.findIndex((key, index) => {
        const known = listChartValues(k3s.traefikChart, keys.slice(0, index));
        return known !== undefined && !known.includes(key);
      });
      const name = keys.slice(0, at + 1).join('.');
      if (at === -1 || seen.has(name)) continue;
      seen.add(name);
      const near = findNearest(keys[at] ?? '', listChartValues(k3s.traefikChart, keys.slice(0, at)) ?? []);
      report({
        path: position.slice(0, position.length - keys.length + at + 1),
        message: `The chart of this k3s (version ${k3s.traefikChart}) has no value "${name}".`,
        hint: `Helm would ignore it. ${near === undefined ? 'Write a value of this version.' : `Did you mean "${near}"?`}`,
      });
    }
  },
};
