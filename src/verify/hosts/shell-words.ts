/** Words that a POSIX shell reads as they are. */
const PLAIN = /^[\w@%+=:,./-]+$/;

/** One line that a POSIX shell takes apart into the same words. */
export function shellWords(argv: readonly string[]): string {
  return argv.map((word) => (PLAIN.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ');
}
