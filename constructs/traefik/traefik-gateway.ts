import { Construct } from 'constructs';
import type { GatewaySpecListeners } from '../../imports/gateway.networking.k8s.io';
import {
  Gateway,
  GatewayClass,
  GatewaySpecListenersAllowedRoutesNamespacesFrom as From,
} from '../../imports/gateway.networking.k8s.io';
import { PORTS } from './entry-points';
import type { GatewayOptions } from './gateway-options';
import { TRAEFIK, TRAEFIK_NAMESPACE, configLabels } from './identity';

/** The name of the Gateway, by which HTTPRoutes refer to it. The packaged Traefik's has the same. */
export const TRAEFIK_GATEWAY = 'traefik-gateway';

/** The Gateway of a standalone Traefik. */
export interface TraefikGatewayProps extends GatewayOptions {
  /**
   * Traefik's namespace. Routes in other namespaces name it in their parentRefs.
   *
   * @default 'traefik'
   */
  readonly namespace?: string;
}

/**
 * The Gateway that HTTPRoutes attach to, and its class. `Traefik` needs the provider kubernetesGateway. The packaged
 * Traefik creates both itself.
 *
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/gateway-api/
 * @example
 * new TraefikGateway(chart, 'gateway', { certificateSecret: 'wildcard-home-arpa' });
 */
export class TraefikGateway extends Construct {
  public readonly gatewayClass: GatewayClass;
  public readonly gateway: Gateway;

  constructor(scope: Construct, id: string, props: TraefikGatewayProps = {}) {
    super(scope, id);
    this.gatewayClass = new GatewayClass(this, 'gateway-class', {
      metadata: { name: TRAEFIK, labels: configLabels() },
      spec: { controllerName: 'traefik.io/gateway-controller' },
    });
    this.gateway = new Gateway(this, 'gateway', {
      metadata: {
        name: TRAEFIK_GATEWAY,
        namespace: props.namespace ?? TRAEFIK_NAMESPACE,
        labels: configLabels(),
      },
      spec: { gatewayClassName: TRAEFIK, listeners: listeners(props) },
    });
  }
}

/** Traefik finds the entryPoint of a listener by its port, which is the port of the pod and not of the Service. */
function listeners({ allowedNamespaces = 'All', certificateSecret }: GatewayOptions): GatewaySpecListeners[] {
  const allowedRoutes = { namespaces: { from: allowedNamespaces === 'All' ? From.ALL : From.SAME } };
  const web = { name: 'web', port: PORTS.web, protocol: 'HTTP', allowedRoutes };
  if (certificateSecret === undefined) return [web];
  const tls = { certificateRefs: [{ group: '', kind: 'Secret', name: certificateSecret }] };
  return [web, { name: 'websecure', port: PORTS.websecure, protocol: 'HTTPS', allowedRoutes, tls }];
}
