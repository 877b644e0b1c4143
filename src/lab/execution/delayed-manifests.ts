import { join } from 'node:path';
import { listName } from '../../kubernetes/api-object';
import type { KubernetesObject } from '../../kubernetes/kubernetes-object';
import type { KubernetesApi } from '../cluster/kubernetes-api';
import type { ClusterState } from '../cluster/objects';
import { inVarLib, K3S } from '../layout/folders';
import type { DelayedManifest } from '../layout/delayed-manifests';
import { addonName } from '../layout/delayed-manifests';
import { writeFiles } from './files';
import type { Lab } from './lab';

/** What is asked of the API server. */
type ObjectChecker = Pick<KubernetesApi, 'tryCreate' | 'close'>;

/** Puts each delayed manifest into the auto-deploy directory once the API server accepts it. */
export class DelayedManifests {
  private waiting: readonly DelayedManifest[];
  private api: ObjectChecker | undefined;

  /** @param connect returns the API server, or undefined while it cannot be reached */
  constructor(
    private readonly lab: Lab,
    private readonly manifests: readonly DelayedManifest[],
    private readonly connect: () => ObjectChecker | undefined = () => lab.api(),
  ) {
    this.waiting = manifests;
  }

  /**
   * Adds those that the API server accepts by now. Before the other manifests are applied it would accept some for lack
   * of a webhook.
   */
  async provide({ addons }: Pick<ClusterState, 'addons'>): Promise<void> {
    if (this.waiting.length === 0 || !this.areOthersApplied(addons)) return;
    this.api ??= this.connect();
    const { api } = this;
    if (api === undefined) return;
    const accepted = await Promise.all(this.waiting.map((manifest) => isAccepted(api, manifest)));
    const folder = inVarLib(this.lab.firstServer(), K3S.manifests);
    const given = this.waiting.filter((_, index) => accepted[index]);
    writeFiles(Object.fromEntries(given.map(({ file, content }) => [join(folder, file), content])));
    this.waiting = this.waiting.filter((manifest) => !given.includes(manifest));
  }

  close(): void {
    this.api?.close();
  }

  private areOthersApplied(addons: ClusterState['addons']): boolean {
    const delayed = this.manifests.map(({ file }) => addonName(file));
    const applied = new Map(addons.map(({ metadata, spec }) => [metadata.name, spec?.checksum]));
    return Object.entries(this.lab.description.addons)
      .filter(([name]) => !delayed.includes(name))
      .every(([name, checksum]) => applied.get(name) === checksum);
  }
}

async function isAccepted(api: ObjectChecker, { objects }: DelayedManifest): Promise<boolean> {
  const statuses = await Promise.all(objects.map((object) => api.tryCreate(listPath(object), object)));
  return statuses.every(isAnswer);
}

/**
 * Whether the kind is known and its webhook answers. An object that exists, or that the webhook refuses, is an answer
 * too: k3s then reports the reason.
 */
function isAnswer(status: number | undefined): boolean {
  return status !== undefined && status !== 404 && status < 500;
}

function listPath({ apiVersion, kind, metadata: { namespace } }: KubernetesObject): string {
  const scope = namespace === undefined ? '' : `/namespaces/${namespace}`;
  return `/apis/${apiVersion}${scope}/${listName(kind)}`;
}
