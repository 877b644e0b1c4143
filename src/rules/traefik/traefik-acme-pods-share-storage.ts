import { formatCount, pathOf } from '../../diagnostics';
import { countTraefikPods } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const traefikAcmePodsShareStorage: NetworkRule = {
  id: 'traefik-acme-pods-share-storage',
  severity: 'error',
  title: 'Several Traefik pods cannot share ACME storage',
  why:
    'Traefik keeps the account, the certificates and the open challenges of a resolver in a file of one pod. With several ' +
    'pods the CA reaches a pod that does not know the challenge, and each pod requests the same certificates again.',
  fix: 'Run one Traefik pod, or let cert-manager write certificates to Secrets.',
  check(plan, report, source) {
    const { traefik } = plan;
    const [resolver] = traefik.mode === 'none' ? [] : traefik.certificateResolvers;
    const pods = countTraefikPods(plan);
    if (resolver === undefined || pods <= 1) return;
    const isDaemonSet = traefik.kind === 'DaemonSet';
    const path = pathOf(traefik, isDaemonSet ? 'kind' : 'replicas');
    const workload = isDaemonSet ? `runs ${formatCount(pods, 'pod', 'pods')}, which share` : 'pods share';
    report({
      path,
      message: `${source.quote(path)} ${workload} the ACME storage of certificate resolver "${resolver.name}" (${source.line(resolver)}).`,
    });
  },
};
