import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import crds from '../../crds/traefik.io.json';

/**
 * The CRDs of Traefik (traefik.io): IngressRoute, Middleware and eight more. Put them into a chart that is applied before
 * the objects that use them. Deleting a CRD deletes all objects of its kind.
 *
 * @see https://doc.traefik.io/traefik/reference/install-configuration/providers/kubernetes/kubernetes-crd/
 * @example
 * new TraefikCrds(chart, 'crds');
 */
export class TraefikCrds extends Construct {
  /** In the order of their names. */
  public readonly crds: readonly ApiObject[];

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.crds = crds.items.map((crd) => new ApiObject(this, crd.metadata.name, crd));
  }
}
