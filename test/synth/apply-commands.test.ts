import { describe, expect, it } from 'vitest';
import { applyCommands } from '../../src/synth/apply-commands';
import { quoteCommand } from '../../src/terminal/quote-command';
import { ChartCache } from '../../src/synth/chart-cache';
import { clusterFiles } from '../../src/synth/cluster-files';
import { readFileSync } from 'node:fs';
import { planOf } from '../plan-of';

function lines(cluster: string): readonly string[] {
  const { manifests } = clusterFiles(
    planOf(readFileSync(`profiles/${cluster}.yaml`, 'utf8'), cluster),
    new ChartCache(),
  );
  return applyCommands(manifests, 'm').map(quoteCommand);
}

describe('applyCommands', () => {
  it('brings CRDs before what uses them, and MetalLB before its configuration', () => {
    expect(lines('pikube')).toEqual([
      "kubectl apply -f 'm/netstack-[01]*'",
      'kubectl wait --for=condition=Established crd --all --timeout=60s',
      "kubectl apply -f 'm/netstack-[234]*'",
      'kubectl -n metallb-system rollout status deployment/controller --timeout=5m',
      'kubectl apply -f m',
    ]);
  });

  it("waits for the CRDs of k3s's own Traefik, each by itself", () => {
    expect(lines('single-node')).toEqual([
      'kubectl wait --for=create crd/ingressroutes.traefik.io --timeout=5m',
      'kubectl wait --for=create crd/middlewares.traefik.io --timeout=5m',
      'kubectl wait --for=create crd/tlsoptions.traefik.io --timeout=5m',
      'kubectl apply -f m',
    ]);
  });

  it('is one command where nothing has to be there before', () => {
    expect(lines('own-cni')).toEqual(['kubectl apply -f m']);
  });
});
