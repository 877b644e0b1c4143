import { readFileSync, writeFileSync } from 'node:fs';

const START = '<!-- bench:start -->';
const END = '<!-- bench:end -->';

/** A page with something new between its markers. */
export function pageWith(page: string, measured: string): string {
  const start = page.indexOf(START);
  const end = page.indexOf(END);
  if (start < 0 || end < start) throw new Error(`the page has no ${START} before an ${END}`);
  return `${page.slice(0, start + START.length)}\n\n${measured}\n${page.slice(end)}`;
}

/** Puts what was measured between the markers of a file. */
export function updatePage(file: string, measured: string): void {
  writeFileSync(file, pageWith(readFileSync(file, 'utf8'), measured));
}
