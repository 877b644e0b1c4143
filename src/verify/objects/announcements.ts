import type { ClusterReader } from '../host';
import type { ObjectMeta } from './live-objects';
import { readList } from './live-objects';

/** The status object of an address that a MetalLB speaker announces. */
export interface Announcement {
  readonly metadata: ObjectMeta;
  readonly status?: {
    readonly node?: string;
    readonly serviceName?: string;
    readonly serviceNamespace?: string;
  };
}

/** The kinds for ARP and NDP, and for BGP. */
export type AnnouncementKind = 'ServiceL2Status' | 'ServiceBGPStatus';

/** @throws UnreachableError */
export async function readAnnouncements(
  cluster: ClusterReader,
  kind: AnnouncementKind,
): Promise<readonly Announcement[]> {
  return (await readList<Announcement>(cluster, 'metallb.io/v1beta1', kind)) ?? [];
}

/** The nodes that announce a Service. */
export function listAnnouncers(
  announcements: readonly Announcement[],
  { name, namespace }: ObjectMeta,
): readonly string[] {
  return announcements
    .filter(({ status }) => status?.serviceName === name && status.serviceNamespace === namespace)
    .flatMap(({ status }) => status?.node ?? [])
    .sort();
}
