import type { ClusterReader } from '../place';
import type { ObjectMeta } from './live-objects';
import { readList } from './live-objects';

/** As much of a HelmChart as is looked at. */
export interface HelmChart {
  readonly metadata: ObjectMeta & { readonly deletionTimestamp?: string };
  readonly spec?: {
    /** Its name in a repository, or where its archive lies. */
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

/** Every HelmChart; none where k3s runs without its Helm controller. @throws Unreachable */
export async function readHelmCharts(cluster: ClusterReader): Promise<readonly HelmChart[]> {
  return (await readList<HelmChart>(cluster, 'helm.cattle.io/v1', 'HelmChart')) ?? [];
}

/** Annotation by which the Helm controller lets go of a chart. */
const UNMANAGED = 'helmcharts.helm.cattle.io/unmanaged';

/** Whether it is on its way out, or nobody's business any more. */
export function isLetGo({ metadata }: HelmChart): boolean {
  return metadata.deletionTimestamp !== undefined || metadata.annotations?.[UNMANAGED] !== undefined;
}

/** Annotation of what k3s has applied: the file's name without its ending. */
const OWNER = 'objectset.rio.cattle.io/owner-name';

/** The Addon that an object is of; undefined: somebody else has made it. */
export function addonOf({ annotations }: ObjectMeta): string | undefined {
  return annotations?.[OWNER];
}

/** Whether it installs a Traefik, by whatever name. */
export function isTraefik({ metadata, spec }: HelmChart): boolean {
  const archive = spec?.chart?.split('/').at(-1) ?? '';
  return metadata.name === 'traefik' || /^traefik(-v?\d[^/]*)?(\.tgz)?$/.test(archive);
}
