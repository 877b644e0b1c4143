import type { Diagnostic } from '../diagnostics';

/** What a cluster's files were written from, and what they looked like then. */
export interface IndexEntry {
  /** The profile's path from the output folder. */
  readonly profile: string;
  /** Digest of the program, the profile and everything else that decides what is written. */
  readonly inputs: string;
  /** The file that the profile extends. */
  readonly base?: IndexedFile;
  /** The manifests that the profile names. */
  readonly manifests?: readonly IndexedFile[];
  /** The cluster's folder as it was written. */
  readonly state: string;
  /** The warnings and hints that are printed of the cluster whether it is written or not. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Another file that decides what is written. */
interface IndexedFile {
  readonly file: string;
  readonly digest: string;
}

/** Whether a value that was read from an index has the form of an entry. */
export function isIndexEntry(value: unknown): value is IndexEntry {
  if (!isRecord(value)) return false;
  const { base, manifests, diagnostics } = value;
  return (
    ['profile', 'inputs', 'state'].every((key) => typeof value[key] === 'string') &&
    (base === undefined || isIndexedFile(base)) &&
    (manifests === undefined || (Array.isArray(manifests) && manifests.every(isIndexedFile))) &&
    Array.isArray(diagnostics) &&
    diagnostics.every(isDiagnostic)
  );
}

function isIndexedFile(value: unknown): value is IndexedFile {
  return isRecord(value) && typeof value['file'] === 'string' && typeof value['digest'] === 'string';
}

/** A cluster with an error is not in the index. */
const SEVERITIES: readonly unknown[] = ['warning', 'hint'];

function isDiagnostic(value: unknown): value is Diagnostic {
  if (!isRecord(value)) return false;
  const texts = ['file', 'rule', 'path', 'message', 'hint'];
  return (
    texts.every((key) => typeof value[key] === 'string') &&
    ['line', 'column'].every((key) => Number.isSafeInteger(value[key])) &&
    (value['profile'] === undefined || typeof value['profile'] === 'string') &&
    SEVERITIES.includes(value['severity'])
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
