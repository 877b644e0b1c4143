import { Construct } from 'constructs';
import { MetalLbController } from './controller';
import { FrrK8s } from './frr-k8s/frr-k8s';
import { METALLB_NAMESPACE } from './identity';
import { metallbImages } from './images';
import type { MetalLbProps, MetalLbSettings } from './metallb-props';
import { MetalLbSpeaker } from './speaker';
import { MetalLbWebhooks } from './webhooks';

/**
 * MetalLB, plain: no Helm, nothing fetched. Needs its namespace (`MetalLbNamespace`) and its kinds (`MetalLbCrds`),
 * best from files of their own, applied before. Its configuration (`IPAddressPool`, `L2Advertisement` and so on) is
 * refused until the controller runs.
 *
 * There can be one in a cluster: the webhook configuration's name is compiled into it.
 *
 * @see https://metallb.io/
 */
export class MetalLb extends Construct {
  public readonly controller: MetalLbController;
  public readonly speaker: MetalLbSpeaker;
  public readonly webhooks: MetalLbWebhooks;
  /** Undefined with the native backend. */
  public readonly frrK8s?: FrrK8s;

  constructor(scope: Construct, id: string, props: MetalLbProps = {}) {
    super(scope, id);
    const settings = settle(props);
    this.controller = new MetalLbController(this, 'controller', settings);
    this.webhooks = new MetalLbWebhooks(this, 'webhooks', settings.namespace);
    this.speaker = new MetalLbSpeaker(this, 'speaker', settings);
    if (settings.bgpBackend === 'frr-k8s') this.frrK8s = new FrrK8s(this, 'frr-k8s', settings);
  }
}

function settle(props: MetalLbProps): MetalLbSettings {
  const speaker = { ...props.speaker, memberlist: props.speaker?.memberlist ?? true };
  if (!speaker.memberlist && Object.keys(speaker.nodeSelector ?? {}).length > 0) {
    throw new Error(
      'speaker.nodeSelector needs speaker.memberlist: without memberlist a node whose speaker is missing is ' +
        'still chosen to announce addresses, and nobody answers for them.',
    );
  }
  return {
    namespace: props.namespace ?? METALLB_NAMESPACE,
    bgpBackend: props.bgpBackend ?? 'native',
    loadBalancerClass: props.loadBalancerClass,
    logLevel: props.logLevel ?? 'info',
    metrics: props.metrics ?? false,
    images: metallbImages(props.images, props.imageRegistry),
    controller: props.controller ?? {},
    speaker,
    frrK8s: props.frrK8s ?? {},
  };
}
