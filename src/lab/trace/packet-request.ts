import type { Family } from '../../address';
import type { NodePlan } from '../../plan';

/** A pod on a node. */
export interface RequestedPod {
  readonly kind: 'pod';
  readonly node: NodePlan;
  /** The Service that it is behind. @default - any pod that is not behind the Service of the other end */
  readonly service?: { readonly namespace: string; readonly name: string };
}

/** What one packet is sent for: the ends as a trace has them. */
export interface PacketRequest {
  readonly family: Family;
  /** Image of the pods that are started on nodes without one. */
  readonly image: string;
  /** UDP port of VXLAN. */
  readonly vxlanPort: number;
  readonly from:
    RequestedPod | { readonly kind: 'node'; readonly node: NodePlan } | { readonly kind: 'client' };
  readonly to:
    | RequestedPod
    | { readonly kind: 'client' }
    | { readonly kind: 'address'; readonly address: string; readonly port: number }
    | {
        readonly kind: 'service';
        readonly namespace: string;
        readonly name: string;
        /** The LoadBalancer address. @default - the cluster IP */
        readonly address?: string;
        /** @default - the first TCP port of the Service */
        readonly port?: number;
      };
  /** The name that is resolved first. */
  readonly lookUp?: {
    readonly name: string;
    /** @default - the name server of the machine */
    readonly server?: string;
  };
}

/** An address and a TCP port. */
interface End {
  readonly address: string;
  readonly port: number;
}

/** What the programs printed about one connection, by place: `node pi1`, `LAN`, `LAN client`, `pod 10.42.0.5`. */
export interface FollowedPacket {
  readonly from: { readonly place: string; readonly port: number };
  readonly to: End;
  /** The pods behind the Service, with their nodes. */
  readonly endpoints: readonly (End & { readonly node: string })[];
  /** Output of tcpdump. */
  readonly captures: ReadonlyMap<string, string>;
  /** Output of `ip -j address`. */
  readonly interfaces: ReadonlyMap<string, string>;
  /** Output of conntrack. */
  readonly connections: ReadonlyMap<string, string>;
  /** The LAN's port to each machine. */
  readonly ports: ReadonlyMap<string, string>;
  /** The addresses that the name server answered. */
  readonly answer?: readonly string[];
}
