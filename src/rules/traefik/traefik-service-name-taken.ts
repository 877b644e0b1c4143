import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const traefikServiceNameTaken: NetworkRule = {
  id: 'traefik-service-name-taken',
  severity: 'error',
  title: "Two of Traefik's Services have the same name",
  why:
    'The second object replaces the first, and its address is lost. "udp" is the Service of HTTP/3 and of UDP ports, and ' +
    'the chart calls the main Service "default".',
  fix: 'Give the Service another name.',
  check({ traefik }, report, source) {
    if (traefik.mode === 'none') return;
    const owners = new Map([
      ['udp', "Traefik's Service for UDP"],
      ['default', "Traefik's main Service"],
    ]);
    for (const service of traefik.service.additionalServices) {
      const path = pathOf(service, 'name');
      const owner = owners.get(service.name);
      if (owner === undefined) owners.set(service.name, `another Service (${source.line(path)})`);
      else report({ path, message: `${source.quote(path)} is already the name of ${owner}.` });
    }
  },
};
