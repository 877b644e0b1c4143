/** Lines with those that a backslash continues; comments are left out. */
export function joinLines(text: string): readonly string[] {
  const lines = text.split(/\r?\n/).filter((line) => !/^\s*[#;]/.test(line));
  return lines.join('\n').replace(/\\\n/g, ' ').split('\n');
}

/** Splits a value into words as systemd does: at white space, with quotes and backslashes. */
export function splitWords(text: string): readonly string[] {
  const words: string[] = [];
  const pattern = /((?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\\.|[^\s"'\\])+)/gs;
  for (const [word] of text.matchAll(pattern)) words.push(unquote(word));
  return words;
}

function unquote(word: string): string {
  return word.replace(/"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|\\(.)/gs, (_, double, single, escaped) =>
    String(double ?? single ?? escaped).replace(/\\(["'\\])/g, '$1'),
  );
}

/** Joins words so that `splitWords` returns them. Specifiers such as `%n` and variables stay as they are. */
export function joinWords(words: readonly string[]): string {
  return words
    .map((word) => (/^[^\s"'\\]+$/.test(word) ? word : `"${word.replace(/["\\]/g, '\\$&')}"`))
    .join(' ');
}
