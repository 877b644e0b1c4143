import type { ClusterReader } from '../host';
import type { ObjectMeta } from './live-objects';
import { readList } from './live-objects';

/** The fields of a HelmChart that checks read. */
export interface LiveHelmChart {
  readonly metadata: ObjectMeta & { readonly deletionTimestamp?: string };
  readonly spec?: {
    /** Its name in a repository, or the URL of its archive. */
    readonly chart?: string;
    readonly targetNamespace?: string;
  };
  readonly status?: {
    readonly jobName?: string;
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly reason?: string;
      readonly message?: string;
    }[];
  };
}

/** Every HelmChart; none where k3s runs without its Helm controller. @throws UnreachableError */
export async function readHelmCharts(cluster: ClusterReader): Promise<readonly LiveHelmChart[]> {
  return (await readList<LiveHelmChart>(cluster, 'helm.cattle.io/v1', 'HelmChart')) ?? [];
}

/** With this annotation the Helm controller ignores a chart. */
const UNMANAGED = 'helmcharts.helm.cattle.io/unmanaged';

/** Whether it is being deleted, or the Helm controller ignores it. */
export function isReleased({ metadata }: LiveHelmChart): boolean {
  return metadata.deletionTimestamp !== undefined || metadata.annotations?.[UNMANAGED] !== undefined;
}

/** Annotation of objects that k3s applied: the name of the Addon. */
const OWNER = 'objectset.rio.cattle.io/owner-name';

/** The Addon of an object; undefined: k3s did not create it. */
export function findAddon({ annotations }: ObjectMeta): string | undefined {
  return annotations?.[OWNER];
}

/** Whether it installs Traefik, under any name. */
export function isTraefik({ metadata, spec }: LiveHelmChart): boolean {
  const archive = spec?.chart?.split('/').at(-1) ?? '';
  return metadata.name === 'traefik' || /^traefik(-v?\d[^/]*)?(\.tgz)?$/.test(archive);
}
