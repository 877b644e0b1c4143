import type { NetworkPlan } from '../plan';
import { run } from './actions';
import type { Step } from './step';

const KUBE_SYSTEM = ['kubectl', '-n', 'kube-system'];

/** What happens to objects of users when k3s's own Traefik is disabled. */
export const TRAEFIK_HANDOVER_CONSEQUENCE =
  'k3s uninstalls its charts traefik and traefik-crd. The CRDs of traefik.io go with them, and with the CRDs every IngressRoute, Middleware and TLSOption, unless k3s lets go of that chart first.';

/**
 * The steps around the restart of the servers by which k3s's own Traefik goes and every IngressRoute stays. k3s's Helm
 * controller leaves the objects of an unmanaged chart alone, but then never removes its own finalizer.
 *
 * @see https://github.com/k3s-io/helm-controller
 */
export function releasePackagedTraefik(): { readonly beforeRestart: Step; readonly afterRestart: Step } {
  return {
    beforeRestart: {
      id: 'keep-traefik-crds',
      title: 'Let k3s leave the CRDs of its own Traefik alone, so that every IngressRoute stays.',
      actions: [
        run(
          ...[...KUBE_SYSTEM, 'annotate', 'helmchart', 'traefik-crd'],
          'helmcharts.helm.cattle.io/unmanaged=true',
        ),
      ],
    },
    afterRestart: {
      id: 'release-traefik-crds',
      title: 'Wait until k3s has removed its own Traefik, then release the chart of the CRDs.',
      interrupts: { what: 'Everything behind Traefik, until the new one runs' },
      actions: [
        run(...KUBE_SYSTEM, 'wait', '--for=delete', 'helmchart/traefik', '--timeout=5m'),
        run(
          ...[...KUBE_SYSTEM, 'patch', 'helmchart', 'traefik-crd', '--type=merge', '-p'],
          '{"metadata":{"finalizers":null}}',
        ),
      ],
    },
  };
}

/** k3s removes the Service of its own CoreDNS when a server starts; the standalone one has the same name. */
export function waitForCoreDnsRemoved(): Step {
  return {
    id: 'wait-coredns-removed',
    title: 'Wait until k3s has removed its own CoreDNS.',
    interrupts: { what: 'Every name in the cluster, until the new CoreDNS runs' },
    actions: [run(...KUBE_SYSTEM, 'wait', '--for=delete', 'service/kube-dns', '--timeout=5m')],
  };
}

/** Annotation that is set and removed, so that the Nodes change. */
const CHANGED = 'netstack/changed';

/**
 * k3s writes the names of the nodes into the ConfigMap of its CoreDNS when a Node changes, and not when it creates the
 * ConfigMap: the pod of CoreDNS would wait for them up to five minutes.
 */
export function writeNodeNames(): Step {
  return {
    id: 'write-node-names',
    title: 'Change every Node: k3s then writes the names of the nodes for its CoreDNS.',
    interrupts: { what: 'Every name in the cluster, until the new CoreDNS runs' },
    actions: [
      run(...KUBE_SYSTEM, 'wait', '--for=create', 'configmap/coredns', '--timeout=5m'),
      run('kubectl', 'annotate', 'nodes', '--all', '--overwrite', `${CHANGED}=true`),
      run('kubectl', 'annotate', 'nodes', '--all', `${CHANGED}-`),
    ],
  };
}

/** While ServiceLB's pods run, they take the ports of the nodes that Services of MetalLB listen on. */
export function waitForServiceLbRemoved(): Step {
  const pods = ['pod', '-l', 'svccontroller.k3s.cattle.io/svcname'];
  return {
    id: 'wait-servicelb-removed',
    title: 'Wait until k3s has removed every pod svclb-* of ServiceLB.',
    interrupts: {
      what: 'Services of type LoadBalancer, until MetalLB assigns and announces their addresses',
    },
    actions: [run(...KUBE_SYSTEM, 'wait', '--for=delete', ...pods, '--timeout=5m')],
  };
}

/** Waits for the packaged components that the profile disables, where k3s ran with all of them before. */
export function waitForPackagedRemoved({ coredns, serviceLb }: NetworkPlan): readonly Step[] {
  return [
    ...(coredns.mode === 'packaged' ? [] : [waitForCoreDnsRemoved()]),
    ...(serviceLb.enabled ? [] : [waitForServiceLbRemoved()]),
  ];
}
