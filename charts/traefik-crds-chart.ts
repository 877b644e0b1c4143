import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { TraefikCrds } from '../constructs/traefik';

/**
 * The CRDs of Traefik, for a cluster where k3s's own Traefik does not install them.
 *
 * @example
 * new TraefikCrdsChart(app, 'traefik-crds');
 */
export class TraefikCrdsChart extends Chart {
  public readonly crds: TraefikCrds;

  constructor(scope: Construct, id: string) {
    super(scope, id, { disableResourceNameHashes: true });
    this.crds = new TraefikCrds(this, 'crds');
  }
}
