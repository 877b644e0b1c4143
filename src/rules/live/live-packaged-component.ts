import { pathOf } from '../../diagnostics';
import type { LiveRule } from '../live-rule';
import { formatOwnCommand } from '../../terminal/own-command';

export const livePackagedComponent: LiveRule = {
  id: 'live-packaged-component',
  severity: 'warning',
  title: 'A component of k3s runs that the profile disables',
  why:
    'k3s removes the component when its servers restart with the new node files. What it serves is interrupted until the ' +
    'component of the profile runs. The CRDs of Traefik go with its chart unless k3s releases that chart first.',
  fix: 'Let `netstack apply` restart the servers: it releases the CRDs first, and prints what each step interrupts.',
  *compare({ plan, running }) {
    const hint = `"${formatOwnCommand('apply', plan.cluster)}" prints the steps, with what each of them interrupts.`;
    const charts = running.ofKind('HelmChart').map(({ metadata }) => metadata.name);
    if (plan.traefik.mode !== 'packaged' && charts.includes('traefik')) {
      const message = `k3s's own Traefik runs (HelmChart kube-system/traefik), and the profile has traefik.mode: ${plan.traefik.mode}.`;
      yield { path: pathOf(plan.traefik), message, hint };
    }
    const coredns = running
      .ofKind('Addon')
      .find(({ metadata }) => metadata.namespace === 'kube-system' && metadata.name === 'coredns');
    if (plan.coredns.mode !== 'packaged' && coredns !== undefined) {
      const message = `k3s's own CoreDNS runs (Addon kube-system/coredns), and the profile has coredns.mode: ${plan.coredns.mode}.`;
      yield { path: pathOf(plan.coredns), message, hint };
    }
    const balancer = running
      .ofKind('DaemonSet')
      .find(({ metadata }) => metadata.labels?.['svccontroller.k3s.cattle.io/svcname'] !== undefined);
    if (!plan.serviceLb.enabled && balancer !== undefined) {
      const message = `ServiceLB runs (DaemonSet ${balancer.metadata.namespace ?? ''}/${balancer.metadata.name}), and the profile disables it.`;
      yield { path: pathOf(plan.serviceLb), message, hint };
    }
  },
};
