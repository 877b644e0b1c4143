import { INVISIBLE } from './visible';

/** Words that every POSIX shell reads as they are. A word that begins with `=` or `~` is expanded by some. */
const PLAIN = /^[\w@%+:,./-][\w@%+=:,./-]*$/;

/**
 * A command as a line that a POSIX shell splits into the same words. Every command that k3s-netstack prints or sends by
 * ssh goes through here: names and paths in it come from profiles, nodes and command lines.
 *
 * @param words the command and its arguments, without NUL characters
 */
export function quoteCommand(words: readonly string[]): string {
  return words.map(quoteWord).join(' ');
}

/** One word for a POSIX shell: unquoted if that is safe, otherwise in single quotes. */
export function quoteWord(word: string): string {
  if (PLAIN.test(word)) return word;
  const quoted = word.replaceAll("'", "'\\''").replace(INVISIBLE, (character) => printCharacter(character));
  return `'${quoted}'`;
}

/** A character that a terminal would obey, or not show, as the output of printf. A line end ends no quotes. */
function printCharacter(character: string): string {
  if (character === '\n' || character === '\t') return character;
  const bytes = [...Buffer.from(character)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`);
  return `'"$(printf '${bytes.join('')}')"'`;
}
