import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { HttpRoute, HttpRouteSpecRulesMatchesPathType } from '../../imports/gateway.networking.k8s.io';
import {
  IngressRoute,
  IngressRouteSpecRoutesKind,
  IngressRouteSpecRoutesServicesPort,
  IngressRouteTcp,
  IngressRouteTcpSpecRoutesServicesPort,
} from '../../imports/traefik.io';
import { selectorLabels } from '../labels';
import { createIngressPolicy } from '../network-policy';
import { ingressRouteTls } from '../traefik/certificates';
import type {
  HttpRouteExposure,
  HttpSampleProps,
  IngressExposure,
  IngressRouteExposure,
  IngressRouteTcpExposure,
  LoadBalancerExposure,
  SampleNetworkPolicy,
} from './http-sample-props';
import { sampleService } from './sample-service';
import { sampleIdentity, sampleMetadata } from './sample-identity';
import { SAMPLE_PORT } from './sample-pod';

/** The port of the Service, unless the LoadBalancer has another. */
const HTTP_PORT = 80;

/** The props of a sample that concern its exposure. */
export type HttpSampleExposureProps = Pick<
  HttpSampleProps,
  | 'name'
  | 'namespace'
  | 'ingress'
  | 'ingressRoute'
  | 'ingressRouteTcp'
  | 'httpRoute'
  | 'loadBalancer'
  | 'networkPolicy'
>;

/** The Service of a sample, the objects that expose it to LAN clients, and the NetworkPolicy that limits them. */
export class HttpSampleExposure extends Construct {
  public readonly service: k8s.KubeService;
  public readonly ingress?: k8s.KubeIngress;
  public readonly ingressRoute?: IngressRoute;
  public readonly ingressRouteTcp?: IngressRouteTcp;
  public readonly httpRoute?: HttpRoute;
  public readonly networkPolicy?: k8s.KubeNetworkPolicy;

  private readonly port: number;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: HttpSampleExposureProps,
  ) {
    super(scope, id);
    this.port = props.loadBalancer?.port ?? HTTP_PORT;
    this.service = this.createService(props.loadBalancer);
    if (props.ingress) this.ingress = this.createIngress(props.ingress);
    if (props.ingressRoute) this.ingressRoute = this.createIngressRoute(props.ingressRoute);
    if (props.ingressRouteTcp) this.ingressRouteTcp = this.createTcpRoute(props.ingressRouteTcp);
    if (props.httpRoute) this.httpRoute = this.createHttpRoute(props.httpRoute);
    if (props.networkPolicy) this.networkPolicy = this.createNetworkPolicy(props.networkPolicy);
  }

  private createNetworkPolicy({ from }: SampleNetworkPolicy): k8s.KubeNetworkPolicy {
    return new k8s.KubeNetworkPolicy(this, 'network-policy', {
      metadata: sampleMetadata(this.props),
      spec: createIngressPolicy({
        selector: selectorLabels(sampleIdentity(this.props)),
        ports: [{ port: SAMPLE_PORT }],
        ...(from && { from }),
      }),
    });
  }

  private createService(loadBalancer: LoadBalancerExposure | undefined): k8s.KubeService {
    return new k8s.KubeService(this, 'service', {
      ...sampleService(sampleMetadata(this.props), loadBalancer, {
        selector: { ...selectorLabels(sampleIdentity(this.props)) },
        ports: [{ name: 'http', port: this.port, targetPort: k8s.IntOrString.fromString('http') }],
      }),
    });
  }

  private createIngress(exposure: IngressExposure) {
    const { host, path = '/', tlsSecret, certResolver, ingressClassName = 'traefik' } = exposure;
    const backend = { service: { name: this.props.name, port: { name: 'http' } } };
    return new k8s.KubeIngress(this, 'ingress', {
      metadata: { ...sampleMetadata(this.props), ...resolverAnnotations(certResolver) },
      spec: {
        ingressClassName,
        rules: [{ host, http: { paths: [{ path, pathType: 'Prefix', backend }] } }],
        ...(tlsSecret !== undefined && { tls: [{ hosts: [host], secretName: tlsSecret }] }),
      },
    });
  }

  private createIngressRoute(exposure: IngressRouteExposure) {
    const { host, match, entryPoints = ['websecure'], tls = true, certificate = {} } = exposure;
    const rule = match ?? `Host(\`${host}\`)`;
    const services = [{ name: this.props.name, port: IngressRouteSpecRoutesServicesPort.fromString('http') }];
    return new IngressRoute(this, 'ingress-route', {
      metadata: sampleMetadata(this.props),
      spec: {
        entryPoints: [...entryPoints],
        routes: [{ kind: IngressRouteSpecRoutesKind.RULE, match: rule, services }],
        ...(tls && { tls: ingressRouteTls(certificate) }),
      },
    });
  }

  private createTcpRoute(exposure: IngressRouteTcpExposure) {
    const { hostSni, entryPoints = ['websecure'], tls = true, passthroughSecret } = exposure;
    const port = IngressRouteTcpSpecRoutesServicesPort.fromString('http');
    const passthrough = passthroughSecret !== undefined;
    return new IngressRouteTcp(this, 'ingress-route-tcp', {
      metadata: sampleMetadata(this.props),
      spec: {
        entryPoints: [...entryPoints],
        routes: [{ match: `HostSNI(\`${hostSni}\`)`, services: [{ name: this.props.name, port }] }],
        ...(tls && { tls: { ...(passthrough && { passthrough }) } }),
      },
    });
  }

  private createHttpRoute({ host, gateway = 'traefik-gateway', gatewayNamespace }: HttpRouteExposure) {
    return new HttpRoute(this, 'http-route', {
      metadata: sampleMetadata(this.props),
      spec: {
        parentRefs: [{ name: gateway, namespace: gatewayNamespace }],
        hostnames: [host],
        rules: [
          {
            matches: [{ path: { type: HttpRouteSpecRulesMatchesPathType.PATH_PREFIX, value: '/' } }],
            backendRefs: [{ name: this.props.name, port: this.port }],
          },
        ],
      },
    });
  }
}

/** The annotations by which Traefik requests a certificate for an Ingress, and serves it over HTTPS only. */
function resolverAnnotations(certResolver: string | undefined) {
  if (certResolver === undefined) return {};
  const router = 'traefik.ingress.kubernetes.io/router';
  return {
    annotations: {
      [`${router}.entrypoints`]: 'websecure',
      [`${router}.tls`]: 'true',
      [`${router}.tls.certresolver`]: certResolver,
    },
  };
}
