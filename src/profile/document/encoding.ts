import type { TextProblem } from './text-problem';

/** What a decoder of UTF-8 writes for bytes that are not UTF-8. */
const REPLACEMENT = '\ufffd';

/** Every second byte of UTF-16 is zero in a file of mostly ASCII, with a byte order mark in front or not. */
const UTF16 = /^(\ufffd\ufffd)?(\0[^\0]|[^\0]\0)/;

/** What is wrong with the encoding of a file that was read as UTF-8, with the position of the first such byte. */
export function findEncodingProblem(content: string): TextProblem | undefined {
  const problem = { rule: 'yaml-syntax', path: [] } as const;
  if (UTF16.test(content)) {
    return { ...problem, offset: 0, message: 'the file is in UTF-16', hint: 'Save it as UTF-8.' };
  }
  const offset = content.indexOf(REPLACEMENT);
  if (offset < 0) return undefined;
  const hint =
    'Save the file as UTF-8. Latin-1 (ISO 8859-1) and Windows-1252 look the same up to the first umlaut or accent.';
  return { ...problem, offset, message: 'a byte here is not UTF-8', hint };
}
