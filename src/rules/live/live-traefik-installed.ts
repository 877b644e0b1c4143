import { pathOf } from '../../diagnostics';
import { describeInstaller, findInstallations, titleOf } from '../../running';
import type { Installation } from '../../running';
import { formatAdoptHint } from '../adopt-hint';
import type { LiveRule } from '../live-rule';

export const liveTraefikInstalled: LiveRule = {
  id: 'live-traefik-installed',
  severity: 'error',
  title: 'Traefik already runs in the cluster and is not the one of the profile',
  why:
    'Both serve the same Ingresses and IngressRoutes and write their status. The Service that comes second does not get ' +
    'its address, because the first one has it.',
  fix: 'Hand over the running Traefik by `netstack adopt`.',
  *compare({ plan, running }) {
    const { traefik } = plan;
    if (traefik.mode === 'none') return;
    for (const installation of findInstallations(running, 'traefik')) {
      const { installer, workloads } = installation;
      if (isPlanned(installation, traefik) || isPackaged(installation)) continue;
      yield {
        path: pathOf(traefik),
        message: `Traefik runs already: ${workloads.map(titleOf).join(' and ')}, installed by ${describeInstaller(installer)}.`,
        hint: formatAdoptHint(plan, installer),
      };
    }
  },
};

function isPlanned(
  { installer, namespace }: Installation,
  traefik: { readonly mode: string; readonly namespace: string },
): boolean {
  return traefik.mode === 'standalone' && installer.kind === 'netstack' && namespace === traefik.namespace;
}

/** k3s's own Traefik: another rule reports it where the profile disables it. */
function isPackaged({ installer }: Installation): boolean {
  return installer.kind === 'helm-chart' && installer.chart === 'traefik';
}
