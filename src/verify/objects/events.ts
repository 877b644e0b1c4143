import type { ClusterReader } from '../place';
import type { ObjectMeta } from './live-objects';
import { readList } from './live-objects';

/** As much of an Event as is looked at. */
interface Event {
  readonly metadata: ObjectMeta;
  /** `Warning` or `Normal`. */
  readonly type?: string;
  /** One word: `ApplyManifestFailed`. */
  readonly reason?: string;
  readonly message?: string;
  readonly involvedObject: { readonly kind: string; readonly name: string; readonly namespace?: string };
  /** When it happened last, as RFC 3339. */
  readonly lastTimestamp?: string | null;
  readonly eventTime?: string | null;
}

/**
 * What controllers have said of an object, the latest last; of one second, warnings first. Events are forgotten after
 * an hour.
 *
 * @throws Unreachable
 */
export async function eventsOf(
  cluster: ClusterReader,
  kind: string,
  { name, namespace }: ObjectMeta,
): Promise<readonly Event[]> {
  const events = (await readList<Event>(cluster, 'v1', 'Event')) ?? [];
  const own = events.filter(
    ({ involvedObject: about }) =>
      about.kind === kind && about.name === name && about.namespace === namespace,
  );
  return [...own].sort(
    (a, b) => compareTexts(timeOf(a), timeOf(b)) || Number(isWarning(b)) - Number(isWarning(a)),
  );
}

/** The last warning about an object. @throws Unreachable */
export async function lastWarning(
  cluster: ClusterReader,
  kind: string,
  object: ObjectMeta,
): Promise<string | undefined> {
  return (await eventsOf(cluster, kind, object)).filter(isWarning).at(-1)?.message;
}

export function isWarning({ type }: Event): boolean {
  return type === 'Warning';
}

/** When it happened last, to the second. */
export function timeOf({ lastTimestamp, eventTime }: Event): string {
  return lastTimestamp ?? eventTime ?? '';
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
