import { pathOf } from '../../diagnostics';
import { apiPortOf, listK3sPorts, listMetalLbPorts, listServiceLbPorts } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const apiPortTaken: NetworkRule = {
  id: 'api-port-taken',
  severity: 'error',
  title: 'The port of the Kubernetes API is one that something else on the nodes has',
  why:
    'k3s listens on this port on every server. Where another part of it listens too, one of the two does not start; and ' +
    "a port that ServiceLB answers is redirected to the Service's pods, so the API server is gone as soon as it is up.",
  fix: 'Choose another httpsListenPort. The default is 6443.',
  *check(plan, source) {
    const api = apiPortOf(plan);
    const hosts = [...listK3sPorts(plan), ...listMetalLbPorts(plan), ...listServiceLbPorts(plan)];
    const other = hosts.find(({ port, protocol }) => port === api.port && protocol === api.protocol);
    if (other === undefined) return;
    const path = pathOf(plan, 'httpsListenPort');
    const stated = [path, other.path ?? path].find((one) => source.states(one)) ?? path;
    yield {
      path: stated,
      message: `port ${api.port} is wanted twice, by ${api.owner} and by ${other.owner}.`,
      hint: 'Only one of the two would be reached. Choose another port; the default is 6443.',
    };
  },
};
