import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import crds from '../../crds/traefik.io.json';

/**
 * Traefik's own kinds (traefik.io): IngressRoute, Middleware and eight more. The API server must know them before
 * anything uses them, so give them a file of their own. Deleting them deletes every object of theirs.
 *
 * @see https://doc.traefik.io/traefik/reference/install-configuration/providers/kubernetes/kubernetes-crd/
 */
export class TraefikCrds extends Construct {
  /** In the order of their names. */
  public readonly crds: readonly ApiObject[];

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.crds = crds.items.map((crd) => new ApiObject(this, crd.metadata.name, crd));
  }
}
