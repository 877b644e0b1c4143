import type { Path, Source } from '../../network';
import { at, quoted } from '../../network';
import type { Found, ProfileDocument } from './profile-document';

/** A place in one of a profile's files. */
export interface Located extends Found {
  readonly document: ProfileDocument;
}

/** The user's own words: those of a profile, and of the file that it extends. */
export class ProfileSource implements Source {
  /** @param documents the profile first, then its base */
  constructor(private readonly documents: readonly [ProfileDocument, ...ProfileDocument[]]) {}

  /** The place itself in the first file that has it, else the nearest one around it. */
  locate(path: Path): Located {
    const [own, ...bases] = this.documents;
    const found = own.find(path);
    if (found.exact) return { ...found, document: own };
    for (const base of bases) {
      const inBase = base.find(path);
      if (inBase.path.length > found.path.length) return { ...inBase, document: base };
    }
    return { ...found, document: own };
  }

  quote(what: object | Path): string {
    const path = isPath(what) ? what : at(what);
    const { text, exact } = this.locateScalar(path);
    if (exact && text !== undefined) return quoted(text);
    return isPath(what) ? 'the default' : `${quoted(displayed(what))} (the default)`;
  }

  line(what: object | Path): string {
    const located = this.locateScalar(isPath(what) ? what : at(what));
    if (!located.exact) return 'the default';
    const { line } = located.document.position(located.offset);
    return located.document === this.documents[0]
      ? `line ${line}`
      : `line ${line} of ${located.document.file}`;
  }

  states(path: Path): boolean {
    if (this.documents.some((document) => document.has(path))) return true;
    return path[path.length - 1] === 0 && this.locateScalar(path).exact;
  }

  /** A value that may stand alone instead of in a list of one is found there too. */
  private locateScalar(path: Path): Located {
    const located = this.locate(path);
    if (located.exact || path[path.length - 1] !== 0) return located;
    const alone = this.locate(path.slice(0, -1));
    return alone.text === undefined ? located : alone;
  }
}

function isPath(what: object | Path): what is Path {
  return Array.isArray(what);
}

function displayed(value: object): string {
  // eslint-disable-next-line @typescript-eslint/no-base-to-string -- the domain's values all say what they are
  return String(value);
}
