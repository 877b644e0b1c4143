import type { ClusterCheck, Verification } from '../../check';
import type { Fails } from '../../finding';
import { fails, holds } from '../../finding';
import type { ClusterReader } from '../../place';
import { eventsOf, isWarning, timeOf } from '../../objects/events';
import type { ObjectMeta } from '../../objects/live-objects';
import { readList, titleOf } from '../../objects/live-objects';

/** What k3s notes of a file of its auto-deploy directory. */
interface Addon {
  readonly metadata: ObjectMeta & {
    readonly managedFields?: readonly { readonly time?: string }[];
  };
  readonly spec?: {
    readonly source?: string;
    /** Of the content that was applied last without an error. */
    readonly checksum?: string;
  };
}

/** Events that tell no end. */
const BEGINNINGS = ['ApplyingManifest', 'DeletingManifest'];

/** The files that k3s applies by itself, its own and those of the profile. */
export const k3sAddons: ClusterCheck = {
  id: 'k3s-addons',
  scope: 'cluster',
  title: 'k3s has applied every file of its auto-deploy directory',
  why: 'A file with one object that is refused is tried again for ever, and what stands below that object is not there; only an event says so.',
  async *look({ cluster }: Verification) {
    const addons = (await readList<Addon>(cluster, 'k3s.cattle.io/v1', 'Addon')) ?? [];
    const failed: Fails[] = [];
    for (const addon of addons) failed.push(...(await problemsOf(addon, cluster)));
    yield* failed;
    if (failed.length > 0) return;
    const looked = `${addons.length} ${addons.length === 1 ? 'Addon' : 'Addons'}`;
    yield holds({ looked, found: 'applied', planned: 'applied' });
  },
};

async function problemsOf(addon: Addon, cluster: ClusterReader): Promise<readonly Fails[]> {
  const { metadata, spec } = addon;
  const events = await eventsOf(cluster, 'Addon', metadata);
  const last = events.filter(({ reason = '' }) => !BEGINNINGS.includes(reason)).at(-1);
  const refused = last !== undefined && isWarning(last) ? last : undefined;
  // Of many events some are lost: a file that was written down as applied since then is.
  const since = refused !== undefined && timeOf(refused) > changedAt(addon);
  if (spec?.checksum && !since) return [];
  return [
    fails({
      looked: titleOf('Addon', metadata),
      found: `not applied${refused?.message === undefined ? '' : `: ${refused.message}`}`,
      planned: 'applied',
      next: `see what the API server says to it: kubectl apply --dry-run=server -f ${spec?.source ?? 'the file'} on a server; kubectl -n ${metadata.namespace} describe addon ${metadata.name}; where the file is gone, delete that Addon`,
    }),
  ];
}

function changedAt({ metadata }: Addon): string {
  const times = (metadata.managedFields ?? []).map(({ time }) => time ?? '');
  return times.reduce((latest, time) => (time > latest ? time : latest), '');
}
