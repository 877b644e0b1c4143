import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const traefikValuesUnused: NetworkRule = {
  id: 'traefik-values-unused',
  severity: 'error',
  title: "Values of Traefik's chart without the packaged Traefik",
  why: 'Only the Traefik that k3s packages has a chart. No file would have the values.',
  fix: 'Write the key of the profile, extraArguments or a patch; or mode: packaged.',
  check({ traefik }, report, source) {
    if (traefik.mode === 'packaged' || Object.keys(traefik.values).length === 0) return;
    const mode = pathOf(traefik, 'mode');
    report({
      path: pathOf(traefik, 'values'),
      message: `traefik.values are values of the chart, which mode ${source.quote(mode)} (${source.line(mode)}) does not use.`,
    });
  },
};
