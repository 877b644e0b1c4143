import { Construct } from 'constructs';
import { MetalLbController } from './controller';
import { FrrK8s } from './frr-k8s/frr-k8s';
import { METALLB_NAMESPACE } from './identity';
import { metallbImages } from './images';
import type { MetalLbProps, MetalLbSettings } from './metallb-props';
import { MetalLbSpeaker } from './speaker';
import { MetalLbWebhooks } from './webhooks';

/**
 * MetalLB as plain objects, without Helm. Apply its namespace (`MetalLbNamespace`) and its CRDs (`MetalLbCrds`) first, from
 * charts of their own. Its webhook refuses the configuration (`IPAddressPool`, `L2Advertisement` and so on) until the
 * controller runs.
 *
 * A cluster can have only one MetalLB, because the name of the webhook configuration is compiled in.
 *
 * @see https://metallb.io/
 * @example
 * new MetalLb(chart, 'metallb', { bgpBackend: 'frr-k8s', metrics: true });
 */
export class MetalLb extends Construct {
  public readonly controller: MetalLbController;
  public readonly speaker: MetalLbSpeaker;
  public readonly webhooks: MetalLbWebhooks;
  /** Undefined with the native backend. */
  public readonly frrK8s?: FrrK8s;

  constructor(scope: Construct, id: string, props: MetalLbProps = {}) {
    super(scope, id);
    const settings = applyDefaults(props);
    this.controller = new MetalLbController(this, 'controller', settings);
    this.webhooks = new MetalLbWebhooks(this, 'webhooks', settings.namespace);
    this.speaker = new MetalLbSpeaker(this, 'speaker', settings);
    if (settings.bgpBackend === 'frr-k8s') this.frrK8s = new FrrK8s(this, 'frr-k8s', settings);
  }
}

function applyDefaults(props: MetalLbProps): MetalLbSettings {
  const speaker = { ...props.speaker, memberlist: props.speaker?.memberlist ?? true };
  const isSelective =
    Object.keys(speaker.nodeSelector ?? {}).length > 0 || speaker.affinity?.nodeAffinity !== undefined;
  if (!speaker.memberlist && isSelective) {
    throw new Error(
      'speaker.nodeSelector and speaker.affinity need speaker.memberlist: without memberlist MetalLB may choose a node without a ' +
        'speaker to announce an address, and the address is unreachable.',
    );
  }
  return {
    namespace: props.namespace ?? METALLB_NAMESPACE,
    bgpBackend: props.bgpBackend ?? 'native',
    loadBalancerClass: props.loadBalancerClass,
    logLevel: props.logLevel ?? 'info',
    metrics: props.metrics ?? false,
    networkPolicy: props.networkPolicy ?? false,
    imagePullSecrets: props.imagePullSecrets ?? [],
    images: metallbImages(props.images, props.imageRegistry),
    controller: props.controller ?? {},
    speaker,
    frrK8s: props.frrK8s ?? {},
  };
}
