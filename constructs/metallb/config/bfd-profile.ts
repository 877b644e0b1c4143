import type { Construct } from 'constructs';
import { BfdProfile } from '../../../imports/metallb.io';
import type { ConfigProps } from './config-props';
import { configMetadata } from './config-props';

/** The timers of BFD. */
export interface BFDProfileProps extends ConfigProps {
  /**
   * The shortest interval in milliseconds at which this end accepts control packets, 10 to 60000.
   *
   * @default - FRR's default, 300
   */
  readonly receiveInterval?: number;
  /**
   * The interval in milliseconds at which this end sends control packets, 10 to 60000.
   *
   * @default - FRR's default, 300
   */
  readonly transmitInterval?: number;
  /**
   * The interval of echo packets in milliseconds, 10 to 60000. Ignored unless echoMode is true.
   *
   * @default - FRR's default, 50
   */
  readonly echoInterval?: number;
  /**
   * The number of consecutive lost packets after which the path is considered down, 2 to 255.
   *
   * @default - FRR's default, 3
   */
  readonly detectMultiplier?: number;
  /**
   * The lowest TTL of accepted packets, 1 to 254, for routers that are several hops away. 254 accepts only packets that
   * did not pass a router.
   *
   * @default - FRR's default, 254
   */
  readonly minimumTtl?: number;
  /**
   * Whether the router returns echo packets in its data plane. IPv4 only.
   *
   * @default false
   */
  readonly echoMode?: boolean;
  /**
   * Whether this end waits until the router starts the session.
   *
   * @default false
   */
  readonly passiveMode?: boolean;
}

/**
 * A BFD profile: how fast the BGP sessions of the BGPPeers that name it detect a failed path. frr-k8s only: the native
 * backend refuses the whole configuration while a BFDProfile exists.
 *
 * @see https://metallb.io/concepts/bgp/#frr-k8s-mode
 * @example
 * new BFDProfile(chart, 'fast', { name: 'fast', receiveInterval: 100, transmitInterval: 100 });
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
