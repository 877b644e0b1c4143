import type { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { HttpRoute } from '../../imports/gateway.networking.k8s.io';
import type { IngressRoute, IngressRouteTcp } from '../../imports/traefik.io';
import { HttpSampleExposure } from './http-sample-exposure';
import type { HttpSampleProps } from './http-sample-props';
import { HttpSampleWorkload } from './http-sample-workload';

/**
 * A small HTTP server, exposed in any of the ways that a cluster has, to check whether they work.
 *
 * @example
 * new HttpSample(chart, 'whoami', {
 *   name: 'whoami',
 *   namespace: 'demo',
 *   ingress: { host: 'whoami.home.arpa' },
 * });
 */
export class HttpSample extends Construct {
  public readonly deployment: k8s.KubeDeployment;
  public readonly service: k8s.KubeService;
  public readonly ingress?: k8s.KubeIngress;
  public readonly ingressRoute?: IngressRoute;
  public readonly ingressRouteTcp?: IngressRouteTcp;
  public readonly httpRoute?: HttpRoute;
  public readonly networkPolicy?: k8s.KubeNetworkPolicy;

  constructor(scope: Construct, id: string, props: HttpSampleProps) {
    super(scope, id);
    const tlsSecret = props.ingressRouteTcp?.passthroughSecret;
    const workload = { ...props, ...(tlsSecret !== undefined && { tlsSecret }) };
    this.deployment = new HttpSampleWorkload(this, 'workload', workload).deployment;
    const exposure = new HttpSampleExposure(this, 'exposure', props);
    this.service = exposure.service;
    this.ingress = exposure.ingress;
    this.ingressRoute = exposure.ingressRoute;
    this.ingressRouteTcp = exposure.ingressRouteTcp;
    this.httpRoute = exposure.httpRoute;
    this.networkPolicy = exposure.networkPolicy;
  }
}
