import type { Construct } from 'constructs';
import { BfdProfile } from '../../../imports/metallb.io';
import type { ConfigProps } from './config-props';
import { configMetadata } from './config-props';

/** How fast a dead path is noticed. */
export interface BFDProfileProps extends ConfigProps {
  /**
   * Milliseconds between the control packets that this end can take, 10 to 60000.
   *
   * @default - FRR's, 300
   */
  readonly receiveInterval?: number;
  /**
   * Milliseconds between the control packets that this end sends, 10 to 60000.
   *
   * @default - FRR's, 300
   */
  readonly transmitInterval?: number;
  /**
   * Milliseconds between echo packets, 10 to 60000. Used if echoMode is on.
   *
   * @default - FRR's, 50
   */
  readonly echoInterval?: number;
  /**
   * Packets lost in a row after which the path is dead, 2 to 255.
   *
   * @default - FRR's, 3
   */
  readonly detectMultiplier?: number;
  /**
   * Least TTL of a packet that counts, 1 to 254, for routers that are several hops away: 254 takes none that came
   * through a router.
   *
   * @default - FRR's, 254
   */
  readonly minimumTtl?: number;
  /**
   * Whether the router sends packets back without looking at them. Not with addresses of IPv6.
   *
   * @default false
   */
  readonly echoMode?: boolean;
  /**
   * Whether this end waits for the router to begin.
   *
   * @default false
   */
  readonly passiveMode?: boolean;
}

/**
 * How fast a BGP session notices a dead path (BFD), where a BGPPeer names it. frr-k8s only: the native backend takes
 * no configuration at all while there is one.
 *
 * @see https://metallb.io/concepts/bgp/#frr-k8s-mode
 */
export class BFDProfile extends BfdProfile {
  constructor(scope: Construct, id: string, props: BFDProfileProps) {
    super(scope, id, {
      metadata: configMetadata(props),
      spec: {
        receiveInterval: props.receiveInterval,
        transmitInterval: props.transmitInterval,
        echoInterval: props.echoInterval,
        detectMultiplier: props.detectMultiplier,
        minimumTtl: props.minimumTtl,
        echoMode: props.echoMode,
        passiveMode: props.passiveMode,
      },
    });
  }
}
