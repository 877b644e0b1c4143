import type { ProfilePath } from '../../diagnostics';
import { formatPath } from '../../diagnostics';
import type { Fields } from '../observed/fields';
import { Notes } from '../observed/note';
import type { ObservedNetwork, ObservedObject } from '../observed/observed-network';
import type { Origin } from '../observed/origin';

/** What the LAN is, where a user says it: no file of a cluster has it. */
export interface GivenFacts {
  /** The cluster's name, which names the file of its own manifests. @default imported */
  readonly cluster?: string;
  readonly k3sVersion?: string;
  readonly lanCidr?: readonly string[];
  readonly gateway?: readonly string[];
  readonly reserved?: readonly { readonly range: string; readonly owner: string }[];
}

/** What every derivation reads from and writes to. */
export class ImportContext {
  readonly notes = new Notes();
  /** Comments for the profile, by path. */
  readonly comments = new Map<string, string>();
  /** What the Services of the profile ask ServiceLB's pods to tolerate, as JSON. */
  serviceLbTolerations: string | undefined;

  constructor(
    readonly observed: ObservedNetwork,
    readonly given: GivenFacts,
  ) {
    for (const note of observed.notes) this.notes.add(note);
  }

  /** A line above a value: where it is from, where that is not obvious. */
  comment(path: ProfilePath, text: string): void {
    const key = formatPath(path);
    const before = this.comments.get(key);
    this.comments.set(key, before === undefined ? text : `${before}\n${text}`);
  }

  /** A value that no source has: a comment in the profile, and a note. */
  guess(path: ProfilePath, message: string, hint?: string): void {
    this.comment(path, `Guess: ${message}`);
    this.notes.add({ kind: 'guess', path, message, ...(hint !== undefined && { hint }) });
  }

  unsupported(origin: Origin, message: string, path?: ProfilePath, hint?: string): void {
    this.notes.add({
      ...{ kind: 'unsupported', origin, message },
      ...(path !== undefined && { path }),
      ...(hint !== undefined && { hint }),
    });
  }

  conflict(origin: Origin, path: ProfilePath, message: string, hint?: string): void {
    this.notes.add({ kind: 'conflict', origin, path, message, ...(hint !== undefined && { hint }) });
  }

  objects(kind: string, group: string, where: Partial<Pick<ObservedObject, 'name' | 'namespace'>> = {}) {
    return this.observed.objects.filter(
      (object) =>
        object.kind === kind &&
        object.group === group &&
        (where.name === undefined || object.name === where.name) &&
        (where.namespace === undefined || object.namespace === where.namespace),
    );
  }

  /**
   * One object of which the API server has one. Of two in the sources the last counts, as with kubectl apply.
   *
   * @returns undefined where there is none
   */
  object(kind: string, group: string, namespace: string, name: string): ObservedObject | undefined {
    const all = this.objects(kind, group, { namespace, name });
    const last = all.at(-1);
    for (const other of all.slice(0, -1)) {
      other.imply();
      this.notes.add({
        kind: 'conflict',
        origin: other.origin,
        message: `${other.title} is in the sources more than once; the last one counts.`,
      });
    }
    return last;
  }

  /** Reports what was not read of an object. Values are left out: they may be secrets. */
  reportUnread(fields: Fields, subject: string, path?: ProfilePath): void {
    this.reportFields(fields.unread(), subject, path);
  }

  /** The same for an object of a kind whose fields are off where they are false or empty. */
  reportUnreadOptions(fields: Fields, subject: string, path?: ProfilePath): void {
    this.reportFields(
      fields.unread((value) => value === false || value === ''),
      subject,
      path,
    );
  }

  private reportFields(all: ReturnType<Fields['unread']>, subject: string, path?: ProfilePath): void {
    for (const unread of all) {
      this.unsupported(unread.origin, `${subject}: the profile has no field for ${unread.path}.`, path);
    }
  }
}
