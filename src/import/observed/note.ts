import type { ProfilePath } from '../../diagnostics';
import type { Origin } from './origin';

/**
 * `unsupported`: a profile cannot express it, and a cluster that is made from the profile does not have it.
 * `conflict`: two sources disagree. `guess`: no source has the value. `kept`: k3s keeps it from the node's own
 * configuration, beside the node file. `skipped`: it is not read, or it is not part of the network.
 */
export type NoteKind = 'unsupported' | 'conflict' | 'guess' | 'kept' | 'skipped';

/** Something about the import that the profile does not show. */
export interface Note {
  readonly kind: NoteKind;
  /** @default - no single place: it concerns the profile as a whole */
  readonly origin?: Origin;
  /** The position in the profile that it concerns. @default - none */
  readonly path?: ProfilePath;
  readonly message: string;
  /** What to do. @default - nothing */
  readonly hint?: string;
}

/** Collects notes in the order in which they are found. */
export class Notes {
  private readonly all: Note[] = [];

  add(note: Note): void {
    this.all.push(note);
  }

  get list(): readonly Note[] {
    return this.all;
  }
}
