import { pathOf } from '../../diagnostics';
import { METALLB_NAMESPACE } from '../../plan';
import { describeInstaller, findInstallations, titleOf } from '../../running';
import { formatAdoptHint } from '../adopt-hint';
import type { LiveRule } from '../live-rule';

export const liveMetallbInstalled: LiveRule = {
  id: 'live-metallb-installed',
  severity: 'error',
  title: 'MetalLB already runs in the cluster and is not installed by k3s-netstack',
  why:
    'Two controllers write the status of the same Services, and two speakers need the same ports of every node. Objects ' +
    'with equal names cannot be applied where their selectors differ.',
  fix: 'Hand over the running MetalLB by `netstack adopt`.',
  *compare({ plan, running }) {
    const { metallb } = plan;
    if (metallb === undefined) return;
    for (const { installer, namespace, workloads } of findInstallations(running, 'metallb')) {
      if (installer.kind === 'netstack' && namespace === METALLB_NAMESPACE) continue;
      const names = workloads.map(titleOf).join(' and ');
      yield {
        path: pathOf(metallb),
        message: `MetalLB runs already: ${names}, installed by ${describeInstaller(installer)}.`,
        hint: formatAdoptHint(plan, installer),
      };
    }
  },
};
