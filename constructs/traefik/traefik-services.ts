import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { installLabels, TRAEFIK, TRAEFIK_NAMESPACE, TRAEFIK_UDP } from './identity';
import { serviceAnnotations, serviceLabels, sharedService } from './service-metadata';
import type { AdditionalService, ServiceOptions } from './service-options';
import type { ExposedPort } from './service-ports';
import { servicePorts } from './service-ports';
import { serviceSpec } from './service-spec';
import type { TraefikProps } from './traefik-props';

/** The Services of Traefik, which have its address. */
export class TraefikServices extends Construct {
  public readonly service: k8s.KubeService;
  /** The Service of UDP ports that have the number of a TCP port, such as HTTP/3; undefined if there is none. */
  public readonly udpService?: k8s.KubeService;
  public readonly additionalServices: readonly k8s.KubeService[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: TraefikProps = {},
  ) {
    super(scope, id);
    const ports = servicePorts(props);
    const service = sharedService(props);
    this.service = this.createService('service', TRAEFIK, service, ports.main);
    if (ports.udp.length > 0)
      this.udpService = this.createService('udp-service', TRAEFIK_UDP, service, ports.udp);
    this.additionalServices = (props.additionalServices ?? []).map((one) => this.createAdditional(one));
  }

  /** A node port belongs to the main Service: a cluster has each number once. */
  private createAdditional(service: AdditionalService): k8s.KubeService {
    const { entryPoints = ['web', 'websecure'] } = service;
    const { main } = servicePorts(this.props);
    const ports = main
      .filter(({ name }) => entryPoints.includes(name))
      .map(({ name, protocol, exposedPort, port }) => ({ name, protocol, exposedPort, port }));
    return this.createService(`service-${service.name}`, `${TRAEFIK}-${service.name}`, service, ports);
  }

  private createService(
    id: string,
    name: string,
    service: ServiceOptions,
    ports: readonly ExposedPort[],
  ): k8s.KubeService {
    const annotations = serviceAnnotations(service);
    return new k8s.KubeService(this, id, {
      metadata: {
        name,
        namespace: this.props.namespace ?? TRAEFIK_NAMESPACE,
        labels: { ...installLabels(), ...serviceLabels(service) },
        ...(Object.keys(annotations).length > 0 && { annotations }),
      },
      spec: serviceSpec(service, ports),
    });
  }
}
