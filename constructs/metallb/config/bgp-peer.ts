import type { Construct } from 'constructs';
import { BgpPeerV1Beta2, BgpPeerV1Beta2SpecDynamicAsn } from '../../../imports/metallb.io';
import type { BGPPeerProps } from './bgp-peer-props';
import { configMetadata } from './config-props';
import { plainSelectors } from './label-selector';

const DYNAMIC_ASN = {
  internal: BgpPeerV1Beta2SpecDynamicAsn.INTERNAL,
  external: BgpPeerV1Beta2SpecDynamicAsn.EXTERNAL,
} as const;

/**
 * A BGP session of the nodes with a router. BGPAdvertisements decide which addresses are announced to it.
 *
 * @see https://metallb.io/configuration/_advanced_bgp_configuration/
 * @example
 * new BGPPeer(chart, 'router', { name: 'router', myASN: 64512, peerASN: 64513, peerAddress: '10.0.0.1' });
 */
export class BGPPeer extends BgpPeerV1Beta2 {
  constructor(scope: Construct, id: string, props: BGPPeerProps) {
    const metadata = configMetadata(props);
    super(scope, id, {
      metadata,
      spec: {
        myAsn: props.myASN,
        peerAsn: props.peerASN,
        dynamicAsn: props.dynamicASN && DYNAMIC_ASN[props.dynamicASN],
        localAsn: props.localASN,
        peerAddress: props.peerAddress,
        interface: props.interface,
        peerPort: props.peerPort,
        sourceAddress: props.sourceAddress,
        routerId: props.routerID,
        holdTime: seconds(props.holdTimeSeconds),
        keepaliveTime: seconds(props.keepaliveTimeSeconds),
        connectTime: seconds(props.connectTimeSeconds),
        ebgpMultiHop: props.ebgpMultiHop,
        bfdProfile: props.bfdProfile,
        ...(props.passwordSecret !== undefined && {
          passwordSecret: { name: props.passwordSecret, namespace: metadata.namespace },
        }),
        enableGracefulRestart: props.enableGracefulRestart,
        vrf: props.vrf,
        dualStackAddressFamily: props.dualStackAddressFamily,
        disableMp: props.disableMP,
        nodeSelectors: plainSelectors(props.nodeSelectors),
      },
    });
  }
}

function seconds(value: number | undefined): string | undefined {
  return value === undefined ? undefined : `${value}s`;
}
