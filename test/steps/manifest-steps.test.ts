import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { applyManifests, listApplyCommands } from '../../src/steps';
import type { RenderedCluster } from '../../src/steps';
import { quoteCommand } from '../../src/terminal/quote-command';
import { commandsOf, renderProfile } from '../diff/rendered';

function clusterOf(name: string): RenderedCluster {
  return renderProfile(readFileSync(`profiles/${name}.yaml`, 'utf8'), name);
}

function linesOf(name: string): readonly string[] {
  return listApplyCommands(clusterOf(name).manifests, 'd').map(quoteCommand);
}

describe('listApplyCommands', () => {
  it('applies CRDs before their users, and MetalLB before its configuration', () => {
    expect(linesOf('pikube')).toEqual([
      'kubectl apply -f d/manifests/netstack-00-namespaces.k8s.yaml',
      'kubectl apply -f d/manifests/netstack-10-metallb-crds.k8s.yaml',
      'kubectl wait --for=condition=Established -f d/manifests/netstack-10-metallb-crds.k8s.yaml --timeout=60s',
      'kubectl apply -f d/manifests/netstack-12-traefik-crds.k8s.yaml',
      'kubectl wait --for=condition=Established -f d/manifests/netstack-12-traefik-crds.k8s.yaml --timeout=60s',
      'kubectl apply -f d/manifests/netstack-20-coredns.k8s.yaml',
      'kubectl apply -f d/manifests/netstack-30-metallb.k8s.yaml',
      'kubectl apply -f d/manifests/netstack-40-traefik.k8s.yaml',
      'kubectl -n metallb-system wait --for=create deployment/controller --timeout=5m',
      'kubectl -n metallb-system rollout status deployment/controller --timeout=5m',
      'kubectl apply -f d/manifests/netstack-50-metallb-config.k8s.yaml',
      'kubectl apply -f d/manifests/netstack-60-samples.k8s.yaml',
    ]);
  });

  it("waits for the CRDs of k3s's own Traefik, one by one, right before their users", () => {
    const lines = linesOf('single-node');
    const waits = lines.filter((line) => line.includes('--for=create'));
    expect(waits).toEqual([
      'kubectl wait --for=create crd/ingressroutes.traefik.io --timeout=5m',
      'kubectl wait --for=create crd/middlewares.traefik.io --timeout=5m',
      'kubectl wait --for=create crd/tlsoptions.traefik.io --timeout=5m',
    ]);
    expect(lines.filter((line) => line.includes(' apply '))).toHaveLength(
      clusterOf('single-node').manifests.length,
    );
  });
});

describe('applyManifests', () => {
  it('creates the Secrets between the namespaces and everything else', () => {
    const steps = applyManifests(clusterOf('pikube'), 'kubectl');
    expect(steps.map(({ id }) => id)).toEqual(['apply-namespaces', 'create-secrets', 'apply-manifests']);
    expect(commandsOf(steps.slice(1, 2))).toEqual([
      'kubectl -n samples create secret tls whoami-tls --cert=whoami-tls.crt --key=whoami-tls.key',
    ]);
  });

  it('creates passwords of BGP sessions from files: no value is in a command line', () => {
    const steps = applyManifests(clusterOf('rack-bgp'), 'kubectl');
    expect(commandsOf(steps.slice(1, 2))).toEqual(
      ['a', 'b'].map(
        (tor) =>
          `tr -d '\\r\\n' < bgp-tor-${tor}.password | kubectl -n metallb-system create secret generic bgp-tor-${tor} --type=kubernetes.io/basic-auth --from-file=password=/dev/stdin`,
      ),
    );
  });

  it('through the auto-deploy directory waits for the namespaces and for the webhook, too', () => {
    const lines = commandsOf(applyManifests(clusterOf('pikube'), 'auto-deploy'));
    const copies = lines.filter((line) => line.startsWith('ssh'));
    expect(copies).toHaveLength(clusterOf('pikube').manifests.length);
    expect(copies[0]).toBe(
      'ssh 10.0.0.11 sudo install -D -m 600 /dev/stdin /var/lib/rancher/k3s/server/manifests/netstack-00-namespaces.k8s.yaml < dist/test/manifests/netstack-00-namespaces.k8s.yaml',
    );
    const order = ['namespace/samples', 'create secret', 'rollout status', '50-metallb-config'];
    const positions = order.map((text) => lines.findIndex((line) => line.includes(text)));
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
    expect(positions).not.toContain(-1);
  });
});
