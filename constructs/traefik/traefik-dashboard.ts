import { Construct } from 'constructs';
import {
  IngressRoute,
  IngressRouteSpecRoutesKind,
  IngressRouteSpecRoutesServicesKind,
  Middleware,
} from '../../imports/traefik.io';
import { TRAEFIK_NAMESPACE, configLabels } from './identity';

/** The dashboard, which cannot be had without a password. */
export interface TraefikDashboardProps {
  /** Host name that the dashboard has to itself, such as `traefik.home.arpa`. */
  readonly host: string;
  /**
   * Name of the Secret with the users, in `namespace`: of type kubernetes.io/basic-auth (one user), or with the key
   * `users` (lines as `htpasswd` writes them). While it is missing or empty, the dashboard answers 404.
   */
  readonly authSecret: string;
  /**
   * Traefik's namespace: `kube-system` for the packaged one.
   *
   * @default 'traefik'
   */
  readonly namespace?: string;
}

/**
 * Traefik's dashboard and API over HTTPS, behind a password. `Traefik` must have been given `dashboard: true`; the
 * packaged one has it unless told otherwise.
 *
 * @see https://doc.traefik.io/traefik/reference/install-configuration/api-dashboard/
 */
export class TraefikDashboard extends Construct {
  public readonly middleware: Middleware;
  public readonly ingressRoute: IngressRoute;

  constructor(scope: Construct, id: string, props: TraefikDashboardProps) {
    super(scope, id);
    const { host, authSecret, namespace = TRAEFIK_NAMESPACE } = props;
    refuseHost(host);
    this.middleware = this.createMiddleware(authSecret, namespace);
    this.ingressRoute = this.createIngressRoute(host, namespace);
  }

  private createMiddleware(secret: string, namespace: string): Middleware {
    return new Middleware(this, 'middleware', {
      metadata: { name: 'dashboard-auth', namespace, labels: configLabels() },
      spec: { basicAuth: { secret, removeHeader: true } },
    });
  }

  private createIngressRoute(host: string, namespace: string): IngressRoute {
    return new IngressRoute(this, 'ingress-route', {
      metadata: { name: 'dashboard', namespace, labels: configLabels() },
      spec: {
        entryPoints: ['websecure'],
        routes: [
          {
            kind: IngressRouteSpecRoutesKind.RULE,
            match: `Host(\`${host}\`)`,
            middlewares: [{ name: this.middleware.name }],
            services: [{ name: 'api@internal', kind: IngressRouteSpecRoutesServicesKind.TRAEFIK_SERVICE }],
          },
        ],
        tls: {},
      },
    });
  }
}

/** A host name that is none could end the rule early and open the dashboard to others. */
function refuseHost(host: string): void {
  if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host)) {
    throw new Error(`The dashboard's host "${host}" is not a host name.`);
  }
}
