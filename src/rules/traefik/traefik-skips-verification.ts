import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const traefikSkipsVerification: NetworkRule = {
  id: 'traefik-skips-verification',
  severity: 'warning',
  title: 'Traefik accepts any certificate of its backends',
  why:
    'insecureSkipVerify applies to every backend that speaks HTTPS. A host that answers in place of one reads and changes ' +
    'all traffic to it, and Traefik reports nothing.',
  fix: 'Write a ServersTransport with rootCAs or insecureSkipVerify for the one backend that needs it.',
  check({ traefik }, report, source) {
    if (traefik.mode === 'none' || !traefik.insecureSkipVerify) return;
    const path = pathOf(traefik, 'insecureSkipVerify');
    report({ path, message: `${source.quote(path)} disables the verification of all backends.` });
  },
};
