/** Line ends, characters that control a terminal, and invisible ones: zero-width spaces, marks of writing direction. */
export const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u00a0]/gu;

/** A text on one line in which every character shows: others are escaped. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, escapeCharacter);
}

/** The same for a text of several lines, which stay lines. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visible).join('\n');
}

function escapeCharacter(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\t') return '\\t';
  return `\\u{${character.codePointAt(0)?.toString(16)}}`;
}
