import type { ClusterReader } from '../host';
import type { ObjectMeta } from './live-objects';
import { readList } from './live-objects';

/** The fields of an Event that checks read. */
interface Event {
  readonly metadata: ObjectMeta;
  /** `Warning` or `Normal`. */
  readonly type?: string;
  /** One word: `ApplyManifestFailed`. */
  readonly reason?: string;
  readonly message?: string;
  readonly involvedObject: {
    readonly kind: string;
    readonly name: string;
    readonly namespace?: string;
    readonly uid?: string;
  };
  /** The last occurrence, as RFC 3339. */
  readonly lastTimestamp?: string | null;
  readonly eventTime?: string | null;
}

/** The name of an object, and the UID of a live one. */
type EventTarget = ObjectMeta & { readonly uid?: string };

/**
 * The events of an object, the latest last; within one second, warnings first. The API server deletes events after an
 * hour: a deleted object of the same name may have some too.
 *
 * @throws UnreachableError
 */
export async function readEvents(
  cluster: ClusterReader,
  kind: string,
  { name, namespace, uid }: EventTarget,
): Promise<readonly Event[]> {
  const events = (await readList<Event>(cluster, 'v1', 'Event')) ?? [];
  const own = events.filter(
    ({ involvedObject: about }) =>
      about.kind === kind &&
      about.name === name &&
      about.namespace === namespace &&
      (uid === undefined || about.uid === undefined || about.uid === uid),
  );
  return [...own].sort(
    (a, b) => compareTexts(findTime(a), findTime(b)) || Number(isWarning(b)) - Number(isWarning(a)),
  );
}

/** The message of the last warning about an object. @throws UnreachableError */
export async function readLastWarning(
  cluster: ClusterReader,
  kind: string,
  object: EventTarget,
): Promise<string | undefined> {
  return (await readEvents(cluster, kind, object)).filter(isWarning).at(-1)?.message;
}

export function isWarning({ type }: Event): boolean {
  return type === 'Warning';
}

/** The last occurrence of an event, to the second. */
export function findTime({ lastTimestamp, eventTime }: Event): string {
  return lastTimestamp ?? eventTime ?? '';
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
