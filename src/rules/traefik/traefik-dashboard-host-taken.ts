import type { SampleRoute } from '../../plan';
import { pathOf } from '../../diagnostics';
import { listSampleRoutes } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const traefikDashboardHostTaken: NetworkRule = {
  id: 'traefik-dashboard-host-taken',
  severity: 'error',
  title: "A sample has the host name of Traefik's dashboard",
  why:
    "Both are routes for the same requests. Traefik uses the one with the longer rule, which is the sample's, so " +
    'the dashboard cannot be reached.',
  fix: 'Use different host names.',
  check({ traefik, samples }, report, source) {
    const { dashboard } = traefik;
    if (traefik.mode === 'none' || dashboard === undefined) return;
    for (const route of samples.flatMap((sample) => listSampleRoutes(sample, traefik))) {
      if (!hides(route, dashboard.host)) continue;
      report({
        path: route.path,
        message: `${source.quote(route.path)} receives the requests for the dashboard, whose host is "${dashboard.host}" (${source.line(pathOf(dashboard, 'host'))}).`,
      });
    }
  },
};

/** Whether a route takes the paths of the dashboard, on the port that it is on. */
function hides({ entryPoints, requests }: SampleRoute, host: string): boolean {
  return entryPoints.includes('websecure') && [host, `${host}/api`, `${host}/dashboard`].includes(requests);
}
