import type { ProfilePath, ProfileSource } from '../../diagnostics';
import { pathOf, quoteText } from '../../diagnostics';
import type { Found, ProfileDocument } from './profile-document';

/** A place in one of a profile's files. */
export interface LocatedValue extends Found {
  readonly document: ProfileDocument;
}

/** The user's own words: those of a profile, and of the file that it extends. */
export class DocumentSource implements ProfileSource {
  /** @param base the file that the profile extends */
  constructor(
    private readonly own: ProfileDocument,
    private readonly base?: ProfileDocument,
  ) {}

  /** The place in the file whose value counts, or the nearest one around it. */
  locate(path: ProfilePath): LocatedValue {
    const found = this.own.find(path);
    // Lists are not merged, so all elements come from one file.
    const isMerged = found.lacksKey && !found.path.some((key) => typeof key === 'number');
    if (isMerged && this.base !== undefined) {
      const inBase = this.base.find(path);
      if (inBase.path.length > found.path.length) return { ...inBase, document: this.base };
    }
    return { ...found, document: this.own };
  }

  quote(what: object | ProfilePath): string {
    const path = isPath(what) ? what : pathOf(what);
    const { text, exact } = this.locateScalar(path);
    if (exact && text !== undefined) return quoteText(text);
    return isPath(what) ? 'the default' : `${quoteText(formatValue(what))} (the default)`;
  }

  /** Of two files each line says which it is of: what is said of one may be shown beside a place of the other. */
  line(what: object | ProfilePath): string {
    const { document, exact, offset } = this.locateScalar(isPath(what) ? what : pathOf(what));
    if (!exact) return 'the default';
    const { line } = document.position(offset);
    return this.base === undefined ? `line ${line}` : `line ${line} of ${document.file}`;
  }

  states(path: ProfilePath): boolean {
    // Most rules ask for options that no file has.
    if (!this.own.has(path) && this.base?.has(path) !== true && path.at(-1) !== 0) return false;
    return this.locateScalar(path).exact;
  }

  /** A value that may stand alone instead of in a list of one is found there too. */
  private locateScalar(path: ProfilePath): LocatedValue {
    const located = this.locate(path);
    if (located.exact || path[path.length - 1] !== 0) return located;
    const alone = this.locate(path.slice(0, -1));
    return alone.text === undefined ? located : alone;
  }
}

function isPath(what: object | ProfilePath): what is ProfilePath {
  return Array.isArray(what);
}

function formatValue(value: object): string {
  // eslint-disable-next-line @typescript-eslint/no-base-to-string -- the values of the address domain have a toString
  return String(value);
}
