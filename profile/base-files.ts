import { readFileSync } from 'node:fs';
import { ProfileDocument } from './document/profile-document';

/** Why a file could not be read: `ENOENT`. */
export type ErrorCode = string;

/** The files that profiles extend: read and parsed once, however many profiles do. */
export class BaseFiles {
  private readonly documents = new Map<string, ProfileDocument | ErrorCode>();

  /** The parsed file, or why there is none. */
  read(file: string): ProfileDocument | ErrorCode {
    const known = this.documents.get(file);
    if (known !== undefined) return known;
    const document = parsed(file);
    this.documents.set(file, document);
    return document;
  }
}

function parsed(file: string): ProfileDocument | ErrorCode {
  try {
    return new ProfileDocument(file, readFileSync(file, 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return code;
  }
}
