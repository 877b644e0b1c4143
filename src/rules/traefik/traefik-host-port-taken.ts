import { pathOf } from '../../diagnostics';
import type { HostPort } from '../../plan';
import { listPlannedHostPorts, listTraefikHostPorts } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const traefikHostPortTaken: NetworkRule = {
  id: 'traefik-host-port-taken',
  severity: 'error',
  title: "Traefik's port on the nodes is in use",
  why:
    'A node has each port once. A hostPort takes the connections of the process that listens there, and two pods with the ' +
    'same hostPort cannot run on one node: the second one stays Pending.',
  fix: 'Write another hostPort. With hostPort 80 or 443, write service.type: ClusterIP, or disable ServiceLB.',
  check(plan, report, source) {
    const seen: HostPort[] = [];
    for (const { port, protocol, owner, path } of listTraefikHostPorts(plan)) {
      const taken = [...seen, ...listPlannedHostPorts(plan)].find(
        (other) => other.port === port && other.protocol === protocol,
      );
      seen.push({ port, protocol, owner, path });
      if (taken === undefined) continue;
      const at = taken.path === undefined ? '' : ` (${source.line(taken.path)})`;
      report({
        path,
        message: `${protocol} port ${port} of the nodes is used by Traefik's ${owner} and by ${taken.owner}${at}.`,
      });
    }
    const { traefik } = plan;
    if (traefik.mode === 'none' || !traefik.hostNetwork) return;
    for (const settings of [traefik.web, traefik.websecure, ...traefik.entryPoints]) {
      if (settings.hostPort === undefined) continue;
      const path = pathOf(settings, 'hostPort');
      report({
        path,
        message: `${source.quote(path)} contradicts hostNetwork (${source.line(pathOf(traefik, 'hostNetwork'))}), where the port of the pod is the port of the node.`,
        hint: 'Remove hostPort, or hostNetwork.',
      });
    }
  },
};
