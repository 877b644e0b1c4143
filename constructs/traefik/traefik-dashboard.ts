import { Construct } from 'constructs';
import {
  IngressRoute,
  IngressRouteSpecRoutesKind,
  IngressRouteSpecRoutesServicesKind,
  Middleware,
} from '../../imports/traefik.io';
import type { EntryPointTls } from './certificate-options';
import { ingressRouteTls } from './certificates';
import { TRAEFIK_NAMESPACE, configLabels } from './identity';

/** The dashboard, which always requires a password. */
export interface TraefikDashboardProps {
  /** The host name of the dashboard, which no other route may use, such as `traefik.home.arpa`. */
  readonly host: string;
  /**
   * The name of the Secret with the users, in `namespace`: of type kubernetes.io/basic-auth (one user), or with the key
   * `users` (lines of `htpasswd`). While it is missing or empty, Traefik responds with 404.
   */
  readonly authSecret: string;
  /**
   * Traefik's namespace: `kube-system` for the packaged Traefik.
   *
   * @default 'traefik'
   */
  readonly namespace?: string;
  /**
   * The certificate resolver. A route that enables TLS does not use the one of its entryPoint.
   *
   * @default - none: the default certificate
   */
  readonly certificate?: EntryPointTls;
}

/**
 * A route to Traefik's dashboard and API over HTTPS, protected by a password. `Traefik` needs `dashboard: true`; the
 * packaged Traefik has it by default.
 *
 * @see https://doc.traefik.io/traefik/reference/install-configuration/api-dashboard/
 * @example
 * new TraefikDashboard(chart, 'dashboard', { host: 'traefik.home.arpa', authSecret: 'dashboard-users' });
 */
export class TraefikDashboard extends Construct {
  public readonly middleware: Middleware;
  public readonly ingressRoute: IngressRoute;

  constructor(scope: Construct, id: string, props: TraefikDashboardProps) {
    super(scope, id);
    const { host, authSecret, namespace = TRAEFIK_NAMESPACE, certificate = {} } = props;
    refuseHost(host);
    this.middleware = this.createMiddleware(authSecret, namespace);
    this.ingressRoute = this.createIngressRoute(host, namespace, certificate);
  }

  private createMiddleware(secret: string, namespace: string): Middleware {
    return new Middleware(this, 'middleware', {
      metadata: { name: 'dashboard-auth', namespace, labels: configLabels() },
      spec: { basicAuth: { secret, removeHeader: true } },
    });
  }

  private createIngressRoute(host: string, namespace: string, certificate: EntryPointTls): IngressRoute {
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
        tls: ingressRouteTls(certificate),
      },
    });
  }
}

/** A text that is not a host name could end the rule early and expose the dashboard. */
function refuseHost(host: string): void {
  if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host)) {
    throw new Error(`The dashboard's host "${host}" is not a host name.`);
  }
}
