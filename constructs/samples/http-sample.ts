import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { HttpRoute, HttpRouteSpecRulesMatchesPathType } from '../../imports/gateway.networking.k8s.io';
import {
  IngressRoute,
  IngressRouteSpecRoutesKind,
  IngressRouteSpecRoutesServicesPort,
} from '../../imports/traefik.io';
import type { LabelProps } from '../labels';
import { labels, selectorLabels } from '../labels';
import { serviceAddressing, serviceAnnotations, serviceLabels } from '../traefik/service-metadata';
import type {
  HttpRouteExposure,
  HttpSampleProps,
  IngressExposure,
  IngressRouteExposure,
  LoadBalancerExposure,
} from './http-sample-props';
import { samplePod } from './sample-pod';

/** The Service's port inside the cluster, and outside unless another is asked for. */
const HTTP_PORT = 80;

/** A small HTTP service, exposed in any of the ways that a cluster has, to see whether they work. */
export class HttpSample extends Construct {
  public readonly deployment: k8s.KubeDeployment;
  public readonly service: k8s.KubeService;
  public readonly ingress?: k8s.KubeIngress;
  public readonly ingressRoute?: IngressRoute;
  public readonly httpRoute?: HttpRoute;

  private readonly identity: LabelProps;
  private readonly port: number;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: HttpSampleProps,
  ) {
    super(scope, id);
    this.identity = { name: 'http-sample', instance: props.name };
    this.port = props.loadBalancer?.port ?? HTTP_PORT;
    this.deployment = this.createDeployment();
    this.service = this.createService(props.loadBalancer);
    if (props.ingress) this.ingress = this.createIngress(props.ingress);
    if (props.ingressRoute) this.ingressRoute = this.createIngressRoute(props.ingressRoute);
    if (props.httpRoute) this.httpRoute = this.createHttpRoute(props.httpRoute);
  }

  private metadata() {
    return { name: this.props.name, namespace: this.props.namespace, labels: { ...labels(this.identity) } };
  }

  private createDeployment(): k8s.KubeDeployment {
    const { replicas = 1 } = this.props;
    const matchLabels = { ...selectorLabels(this.identity) };
    return new k8s.KubeDeployment(this, 'deployment', {
      metadata: this.metadata(),
      spec: { replicas, selector: { matchLabels }, template: samplePod(this.props, labels(this.identity)) },
    });
  }

  private createService(loadBalancer: LoadBalancerExposure | undefined): k8s.KubeService {
    const { name, namespace, labels } = this.metadata();
    const annotations = loadBalancer ? serviceAnnotations(loadBalancer) : {};
    return new k8s.KubeService(this, 'service', {
      metadata: {
        name,
        namespace,
        labels: { ...labels, ...(loadBalancer && serviceLabels(loadBalancer)) },
        ...(Object.keys(annotations).length > 0 && { annotations: { ...annotations } }),
      },
      spec: {
        ...(loadBalancer && { type: 'LoadBalancer', ...serviceAddressing(loadBalancer) }),
        selector: { ...selectorLabels(this.identity) },
        ports: [{ name: 'http', port: this.port, targetPort: k8s.IntOrString.fromString('http') }],
      },
    });
  }

  private createIngress({ host, path = '/', tlsSecret, ingressClassName = 'traefik' }: IngressExposure) {
    const backend = { service: { name: this.props.name, port: { name: 'http' } } };
    return new k8s.KubeIngress(this, 'ingress', {
      metadata: this.metadata(),
      spec: {
        ingressClassName,
        rules: [{ host, http: { paths: [{ path, pathType: 'Prefix', backend }] } }],
        ...(tlsSecret !== undefined && { tls: [{ hosts: [host], secretName: tlsSecret }] }),
      },
    });
  }

  private createIngressRoute({ host, match, entryPoints = ['websecure'], tls = true }: IngressRouteExposure) {
    const rule = match ?? `Host(\`${host}\`)`;
    const services = [{ name: this.props.name, port: IngressRouteSpecRoutesServicesPort.fromString('http') }];
    return new IngressRoute(this, 'ingress-route', {
      metadata: this.metadata(),
      spec: {
        entryPoints: [...entryPoints],
        routes: [{ kind: IngressRouteSpecRoutesKind.RULE, match: rule, services }],
        ...(tls && { tls: {} }),
      },
    });
  }

  private createHttpRoute({ host, gateway = 'traefik-gateway', gatewayNamespace }: HttpRouteExposure) {
    return new HttpRoute(this, 'http-route', {
      metadata: this.metadata(),
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
