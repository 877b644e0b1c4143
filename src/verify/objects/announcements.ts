import type { ClusterReader } from '../place';
import type { ObjectMeta } from './live-objects';
import { readList } from './live-objects';

/** What a speaker of MetalLB says that it announces. */
export interface Announcement {
  readonly metadata: ObjectMeta;
  readonly status?: {
    readonly node?: string;
    readonly serviceName?: string;
    readonly serviceNamespace?: string;
  };
}

/** By ARP and NDP, and by BGP. */
export type AnnouncementKind = 'ServiceL2Status' | 'ServiceBGPStatus';

/** @throws Unreachable */
export async function readAnnouncements(
  cluster: ClusterReader,
  kind: AnnouncementKind,
): Promise<readonly Announcement[]> {
  return (await readList<Announcement>(cluster, 'metallb.io/v1beta1', kind)) ?? [];
}

/** The nodes that announce a Service. */
export function announcersOf(
  announcements: readonly Announcement[],
  { name, namespace }: ObjectMeta,
): readonly string[] {
  return announcements
    .filter(({ status }) => status?.serviceName === name && status.serviceNamespace === namespace)
    .flatMap(({ status }) => status?.node ?? [])
    .sort();
}
