/** What the end of k3s's own Traefik does to what users made for it. */
export const TRAEFIK_HANDOVER_CONSEQUENCE =
  'k3s uninstalls its charts traefik and traefik-crd: the traefik.io CRDs go, and every IngressRoute, Middleware and TLSOption of yours with them, unless that chart is let go of first.';

/**
 * How k3s's own Traefik goes while every IngressRoute stays. k3s's Helm controller leaves an unmanaged chart's objects
 * alone, and then never takes its own finalizer off.
 *
 * @param restart how k3s is restarted on the servers
 * @see https://github.com/k3s-io/helm-controller
 */
export function traefikHandover(restart: string): readonly string[] {
  return [
    'kubectl -n kube-system annotate helmchart traefik-crd helmcharts.helm.cattle.io/unmanaged=true',
    restart,
    'kubectl -n kube-system wait --for=delete helmchart/traefik --timeout=5m',
    `kubectl -n kube-system patch helmchart traefik-crd --type=merge -p '{"metadata":{"finalizers":null}}'`,
  ];
}
