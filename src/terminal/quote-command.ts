/** Words that every POSIX shell reads as they are. A word that begins with `=` or `~` is expanded by some. */
const PLAIN = /^[\w@%+:,./-][\w@%+=:,./-]*$/;

/**
 * A command as one line that a POSIX shell takes apart into the same words. Every command that k3s-netstack prints, or
 * sends through ssh, goes through here: names and paths in it come from profiles, nodes and command lines.
 *
 * @param words the command and its arguments; none may hold a NUL character
 */
export function quoteCommand(words: readonly string[]): string {
  return words.map(quoteWord).join(' ');
}

/** One word for a POSIX shell: as it is where that is safe, else in single quotes. */
export function quoteWord(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
