import { RE2JS } from 're2js';

/** The longest regular expression that CoreDNS compiles, in bytes. */
export const MAX_REGEXP_BYTES = 10_000;

/** A regular expression of Go, compiled; or why Go refuses it. */
export type GoRegexp = { readonly regexp: RE2JS } | { readonly reason: string };

/** Compiles a regular expression as Go's `regexp.Compile` does. */
export function compileGoRegexp(text: string): GoRegexp {
  try {
    return { regexp: RE2JS.compile(text) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it cannot be read';
    return { reason: reason.replace(/^error parsing regexp: /, '') };
  }
}

const ENCODER = new TextEncoder();

/** Bytes of a text in UTF-8, by which Go counts. */
export function countBytes(text: string): number {
  return /^[\0-\x7f]*$/.test(text) ? text.length : ENCODER.encode(text).length;
}
