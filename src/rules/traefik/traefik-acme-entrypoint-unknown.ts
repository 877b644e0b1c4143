import { findNearest, pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const traefikAcmeEntrypointUnknown: NetworkRule = {
  id: 'traefik-acme-entrypoint-unknown',
  severity: 'error',
  title: 'The HTTP-01 challenge is on an entryPoint that cannot answer it',
  why:
    'The CA requests the challenge over plain HTTP. An entryPoint that does not exist, that is for UDP, or that expects ' +
    'TLS, does not answer it, and no certificate is issued.',
  fix: 'Write entryPoint: web, or one of traefik.entryPoints whose exposedPort is 80.',
  check({ traefik }, report, source) {
    if (traefik.mode === 'none') return;
    const tcp = traefik.entryPoints.filter(({ protocol }) => protocol === 'TCP').map(({ name }) => name);
    for (const { httpChallenge } of traefik.certificateResolvers) {
      if (httpChallenge === undefined) continue;
      const { entryPoint } = httpChallenge;
      if (entryPoint === 'web' || tcp.includes(entryPoint)) continue;
      const path = pathOf(httpChallenge, 'entryPoint');
      const nearest = findNearest(entryPoint, ['web', ...tcp]);
      report({
        path,
        message:
          entryPoint === 'websecure'
            ? `${source.quote(path)} expects TLS, and HTTP-01 is plain HTTP.`
            : `${source.quote(path)} is not an entryPoint for HTTP.`,
        ...(nearest !== undefined && { hint: `Did you mean "${nearest}"?` }),
      });
    }
  },
};
