import { pathOf } from '../../diagnostics';
import { listTraefikListeners } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const traefikNodePortOutsideRange: NetworkRule = {
  id: 'traefik-node-port-outside-range',
  severity: 'error',
  title: 'A node port of Traefik is outside serviceNodePortRange',
  why:
    'The API server rejects a Service whose node port is outside the range. A standalone Traefik gets no Service, and Helm ' +
    'fails to upgrade the packaged one.',
  fix: 'Write a port of serviceNodePortRange, or use hostPort for a port below it.',
  check({ traefik, serviceNodePortRange }, report, source) {
    if (traefik.mode === 'none') return;
    const { first, last } = serviceNodePortRange;
    for (const { settings } of listTraefikListeners(traefik)) {
      const { nodePort } = settings;
      if (nodePort === undefined || (first <= nodePort && nodePort <= last)) continue;
      const path = pathOf(settings, 'nodePort');
      report({ path, message: `${source.quote(path)} is not in serviceNodePortRange, "${first}-${last}".` });
    }
  },
};
