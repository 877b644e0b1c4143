import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import frrK8sCrds from '../../crds/frrk8s.metallb.io.json';
import metallbCrds from '../../crds/metallb.io.json';
import type { BgpBackend } from './bgp-backend';
import { METALLB_NAMESPACE, NAMES } from './identity';

/** MetalLB's own kinds. */
export interface MetalLbCrdsProps {
  /**
   * Namespace of the install, whose controller converts BGPPeers between versions.
   *
   * @default 'metallb-system'
   */
  readonly namespace?: string;
  /**
   * With `frr-k8s` its kinds (frrk8s.metallb.io) come too.
   *
   * @default 'native'
   */
  readonly bgpBackend?: BgpBackend;
}

/** A CustomResourceDefinition, as far as it is looked into here. */
interface Crd {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: object;
}

/**
 * MetalLB's own kinds (metallb.io): IPAddressPool, L2Advertisement and seven more. The API server must know them
 * before anything uses them, so give them a file of their own. Deleting them deletes every object of theirs.
 *
 * @see https://metallb.io/apis/
 */
export class MetalLbCrds extends Construct {
  /** In the order of their names, MetalLB's before frr-k8s'. */
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

/** BGPPeer has two versions, and the controller translates. It adds its certificate (`caBundle`) itself. */
function withConversion(crd: Crd, namespace: string): Crd {
  if (crd.metadata.name !== NAMES.bgpPeersCrd) return crd;
  const service = { name: NAMES.webhookService, namespace, path: '/convert' };
  const webhook = { conversionReviewVersions: ['v1beta1', 'v1beta2'], clientConfig: { service } };
  return { ...crd, spec: { ...crd.spec, conversion: { strategy: 'Webhook', webhook } } };
}
