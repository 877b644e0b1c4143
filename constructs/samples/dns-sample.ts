import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { IngressRouteUdp, IngressRouteUdpSpecRoutesServicesPort } from '../../imports/traefik.io';
import { renderCorefile } from '../coredns/corefile';
import { coreDnsImage } from '../coredns/identity';
import { selectorLabels } from '../labels';
import { createIngressPolicy } from '../network-policy';
import type { DnsSampleProps, IngressRouteUdpExposure } from './dns-sample-props';
import type { SampleNetworkPolicy } from './http-sample-props';
import { sampleIdentity, sampleMetadata } from './sample-identity';
import { sampleDeployment, denyPrivileges } from './sample-pod';
import { sampleService } from './sample-service';

/** The port in the pod, an denyPrivileges one. */
const DNS_PORT = 8053;
const HEALTH_PORT = 8080;

/** The port of the Service, unless the LoadBalancer has another. */
const SERVICE_PORT = 53;

const CONFIG_FOLDER = '/etc/coredns';

/**
 * A small DNS server over UDP, to check whether packets reach pods: CoreDNS with the plugin whoami, which answers every
 * query with the address and the port of the client.
 *
 * @see https://coredns.io/plugins/whoami/
 * @example
 * new DnsSample(chart, 'udp', {
 *   name: 'udp',
 *   namespace: 'demo',
 *   loadBalancer: { port: 5353 },
 * });
 */
export class DnsSample extends Construct {
  public readonly configMap: k8s.KubeConfigMap;
  public readonly deployment: k8s.KubeDeployment;
  public readonly service: k8s.KubeService;
  public readonly ingressRouteUdp?: IngressRouteUdp;
  public readonly networkPolicy?: k8s.KubeNetworkPolicy;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: DnsSampleProps,
  ) {
    super(scope, id);
    const { loadBalancer, ingressRouteUdp, networkPolicy } = props;
    this.configMap = new k8s.KubeConfigMap(this, 'config-map', {
      metadata: sampleMetadata(props, 'dns-sample'),
      data: { Corefile: writeCorefile() },
    });
    this.deployment = this.createDeployment();
    this.service = new k8s.KubeService(this, 'service', {
      ...sampleService(sampleMetadata(props, 'dns-sample'), loadBalancer, {
        selector: { ...selectorLabels(sampleIdentity(props, 'dns-sample')) },
        ports: [
          {
            name: 'dns',
            port: loadBalancer?.port ?? SERVICE_PORT,
            protocol: 'UDP',
            targetPort: k8s.IntOrString.fromString('dns'),
          },
        ],
      }),
    });
    if (ingressRouteUdp) this.ingressRouteUdp = this.createRoute(ingressRouteUdp);
    if (networkPolicy) this.networkPolicy = this.createNetworkPolicy(networkPolicy);
  }

  private createNetworkPolicy({ from }: SampleNetworkPolicy): k8s.KubeNetworkPolicy {
    return new k8s.KubeNetworkPolicy(this, 'network-policy', {
      metadata: sampleMetadata(this.props, 'dns-sample'),
      spec: createIngressPolicy({
        selector: selectorLabels(sampleIdentity(this.props, 'dns-sample')),
        ports: [{ port: DNS_PORT, protocol: 'UDP' }],
        ...(from && { from }),
      }),
    });
  }

  private createDeployment() {
    const { name, image = coreDnsImage() } = this.props;
    const health = { httpGet: { path: '/health', port: k8s.IntOrString.fromNumber(HEALTH_PORT) } };
    const container = {
      name: 'dns',
      image,
      args: ['-conf', `${CONFIG_FOLDER}/Corefile`],
      ports: [{ name: 'dns', containerPort: DNS_PORT, protocol: 'UDP' }],
      readinessProbe: health,
      livenessProbe: { ...health, initialDelaySeconds: 5 },
      // The binary in the image has this capability, and does not start where the container may not have it.
      securityContext: denyPrivileges(['NET_BIND_SERVICE']),
      volumeMounts: [{ name: 'config', mountPath: CONFIG_FOLDER, readOnly: true }],
    };
    const identity = sampleIdentity(this.props, 'dns-sample');
    return new k8s.KubeDeployment(this, 'deployment', {
      metadata: sampleMetadata(this.props, 'dns-sample'),
      spec: sampleDeployment(this.props, identity, container, [{ name: 'config', configMap: { name } }]),
    });
  }

  private createRoute({ entryPoints }: IngressRouteUdpExposure) {
    const port = IngressRouteUdpSpecRoutesServicesPort.fromString('dns');
    return new IngressRouteUdp(this, 'ingress-route-udp', {
      metadata: sampleMetadata(this.props, 'dns-sample'),
      spec: {
        entryPoints: [...entryPoints],
        routes: [{ services: [{ name: this.props.name, port }] }],
      },
    });
  }
}

function writeCorefile(): string {
  return renderCorefile([
    {
      keys: [`.:${DNS_PORT}`],
      directives: [{ name: 'errors' }, { name: 'health', args: [`:${HEALTH_PORT}`] }, { name: 'whoami' }],
    },
  ]);
}
