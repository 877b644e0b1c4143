import { pathOf } from '../../diagnostics';
import { describeInstaller, findInstaller, titleOf } from '../../running';
import { formatAdoptHint } from '../adopt-hint';
import type { LiveRule } from '../live-rule';

export const liveHelmChartConfigOwner: LiveRule = {
  id: 'live-helm-chart-config-owner',
  severity: 'error',
  title: 'HelmChartConfig or coredns-custom has a second owner',
  why:
    'k3s reads one HelmChartConfig per chart and one ConfigMap coredns-custom. Each owner replaces what the other one has ' +
    'written: k3s applies its auto-deploy directory again at every start.',
  fix: 'Hand over the object by `netstack adopt`: it moves the file out of the auto-deploy directory.',
  *compare({ plan, rendered, running }) {
    for (const object of rendered) {
      const isShared =
        object.kind === 'HelmChartConfig' ||
        (object.kind === 'ConfigMap' && object.metadata.name === 'coredns-custom');
      const current = isShared ? running.find(object) : undefined;
      if (current === undefined) continue;
      const installer = findInstaller(current, running);
      if (installer.kind === 'netstack') continue;
      yield {
        path: pathOf(object.kind === 'ConfigMap' ? plan.coredns : plan.traefik),
        message: `${titleOf(object)} exists, installed by ${describeInstaller(installer)}.`,
        hint: formatAdoptHint(plan, installer),
      };
    }
  },
};
