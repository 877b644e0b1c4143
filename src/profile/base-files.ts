import { hash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { ProfileDocument } from './document/profile-document';

/** Why a file could not be read: `ENOENT`. */
export type ErrorCode = string;

/** A file as it was when a run first needed it. */
interface BaseFile {
  readonly content: string;
  /** Made when it is first asked for. */
  document?: ProfileDocument;
  digest?: string;
}

/** The files that profiles extend: read and parsed once in a run, however many profiles do. */
export class BaseFiles {
  private readonly files = new Map<string, BaseFile | ErrorCode>();

  /** The parsed file, or why there is none. */
  read(file: string): ProfileDocument | ErrorCode {
    const read = this.fileAt(file);
    return typeof read === 'string' ? read : (read.document ??= new ProfileDocument(file, read.content));
  }

  /** The text of a file, or why there is none. */
  readText(file: string): { readonly text: string } | ErrorCode {
    const read = this.fileAt(file);
    return typeof read === 'string' ? read : { text: read.content };
  }

  /** Takes a content in place of the file's own. */
  add(file: string, content: string): void {
    this.files.set(file, { content });
  }

  /** The files that could be read. */
  list(): readonly { readonly file: string; readonly content: string }[] {
    return [...this.files].flatMap(([file, read]) =>
      typeof read === 'string' ? [] : [{ file, content: read.content }],
    );
  }

  /** SHA-256 of the content, in base64url; undefined where the file cannot be read. */
  digestOf(file: string): string | undefined {
    const read = this.fileAt(file);
    return typeof read === 'string' ? undefined : (read.digest ??= hash('sha256', read.content, 'base64url'));
  }

  private fileAt(file: string): BaseFile | ErrorCode {
    const read = this.files.get(file) ?? readFile(file);
    this.files.set(file, read);
    return read;
  }
}

/** Reading a named pipe would wait for its writer, and a device may have no end. */
function readFile(file: string): BaseFile | ErrorCode {
  try {
    const status = statSync(file);
    if (!status.isFile()) return status.isDirectory() ? 'EISDIR' : 'EINVAL';
    return { content: readFileSync(file, 'utf8') };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return code;
  }
}
