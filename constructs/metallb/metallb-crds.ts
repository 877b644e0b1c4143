import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import frrK8sCrds from '../../crds/frrk8s.metallb.io.json';
import metallbCrds from '../../crds/metallb.io.json';
import type { BgpBackend } from './bgp-backend';
import { METALLB_NAMESPACE, NAMES } from './identity';

/** The CRDs of MetalLB. */
export interface MetalLbCrdsProps {
  /**
   * The namespace of MetalLB, whose controller converts BGPPeers between API versions.
   *
   * @default 'metallb-system'
   */
  readonly namespace?: string;
  /**
   * `frr-k8s` adds the CRDs of frr-k8s (frrk8s.metallb.io).
   *
   * @default 'native'
   */
  readonly bgpBackend?: BgpBackend;
}

/** The fields of a CustomResourceDefinition that are read here. */
interface Crd {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: object;
}

/**
 * The CRDs of MetalLB (metallb.io): IPAddressPool, L2Advertisement and seven more. Put them into a chart that is applied
 * before the objects that use them. Deleting a CRD deletes all objects of its kind.
 *
 * @see https://metallb.io/apis/
 * @example
 * new MetalLbCrds(chart, 'crds', { bgpBackend: 'frr-k8s' });
 */
export class MetalLbCrds extends Construct {
  /** In the order of their names, those of MetalLB first. */
  public readonly crds: readonly ApiObject[];

  constructor(scope: Construct, id: string, props: MetalLbCrdsProps = {}) {
    super(scope, id);
    const { namespace = METALLB_NAMESPACE, bgpBackend = 'native' } = props;
    const crds: readonly Crd[] = [
      ...metallbCrds.items,
      ...(bgpBackend === 'frr-k8s' ? frrK8sCrds.items : []),
    ];
    this.crds = crds.map((crd) => new ApiObject(this, crd.metadata.name, withConversion(crd, namespace)));
  }
}

/** BGPPeer has two API versions, which the controller converts. It writes its certificate (`caBundle`) itself. */
function withConversion(crd: Crd, namespace: string): Crd {
  if (crd.metadata.name !== NAMES.bgpPeersCrd) return crd;
  const service = { name: NAMES.webhookService, namespace, path: '/convert' };
  const webhook = { conversionReviewVersions: ['v1beta1', 'v1beta2'], clientConfig: { service } };
  return { ...crd, spec: { ...crd.spec, conversion: { strategy: 'Webhook', webhook } } };
}
