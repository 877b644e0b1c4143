import { pathOf } from '../../diagnostics';
import { apiPortOf, listK3sPorts, listMetalLbPorts, listServiceLbPorts } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const apiPortTaken: NetworkRule = {
  id: 'api-port-taken',
  severity: 'error',
  title: 'Port of the Kubernetes API is already in use on the nodes',
  why:
    'k3s listens on this port on every server. If another process of k3s listens there too, one of the two fails to ' +
    "start. ServiceLB redirects a port to the Service's pods, which makes the API server unreachable.",
  fix: 'Choose another httpsListenPort. The default is 6443.',
  check(plan, report, source) {
    const api = apiPortOf(plan);
    const hosts = [...listK3sPorts(plan), ...listMetalLbPorts(plan), ...listServiceLbPorts(plan)];
    const other = hosts.find(({ port, protocol }) => port === api.port && protocol === api.protocol);
    if (other === undefined) return;
    const path = pathOf(plan, 'httpsListenPort');
    const stated = [path, other.path ?? path].find((one) => source.states(one)) ?? path;
    report({
      path: stated,
      message: `port ${api.port} is used by both ${api.owner} and ${other.owner}.`,
      hint: 'Only one of the two would be reachable. Choose another port; the default is 6443.',
    });
  },
};
