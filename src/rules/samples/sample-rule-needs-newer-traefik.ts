import { pathOf } from '../../diagnostics';
import { traefikNeeded } from '../../languages/traefik-rule';
import { parseSampleRule } from '../../plan';
import { isAtLeast } from '../../releases';
import type { NetworkRule } from '../network-rule';

export const sampleRuleNeedsNewerTraefik: NetworkRule = {
  id: 'sample-rule-needs-newer-traefik',
  severity: 'error',
  title: 'A rule needs a newer Traefik than this k3s release packages',
  why:
    'Traefik supports wildcards in Host from v3.7 on. An older Traefik accepts the rule and compares host names ' +
    'with the literal asterisk.',
  fix: 'Use HostRegexp, a newer k3s, or mode: standalone.',
  check({ traefik, k3s, k3sVersion, samples }, report, source) {
    if (traefik.mode !== 'packaged') return;
    for (const { ingressRoute } of samples) {
      if (ingressRoute === undefined) continue;
      const { rule } = parseSampleRule(ingressRoute);
      const needed = rule && traefikNeeded(rule);
      if (needed === undefined || isAtLeast(k3s.traefikVersion, needed.version)) continue;
      const path = pathOf(ingressRoute, 'match');
      report({
        path,
        message: `${source.quote(path)} needs Traefik v${needed.version}, and k3s ${k3sVersion.toString()} (${source.line(pathOf(k3sVersion))}) packages v${k3s.traefikVersion}.`,
        hint: `${needed.because} Use HostRegexp, a newer k3s, or mode: standalone.`,
      });
    }
  },
};
