/** What CoreDNS replaces by an environment variable before it reads the word. */
const VARIABLE = /\{\$[^}]+\}|\{%.+?%\}/s;

/** The first reference to an environment variable in a word. */
export function findVariable(text: string): string | undefined {
  return VARIABLE.exec(text)?.[0];
}

/** Whether CoreDNS replaces part of a word, so that its value is not known here. */
export function hasVariable(text: string): boolean {
  return text.includes('{') && VARIABLE.test(text);
}

/** A word as CoreDNS reads it where no variable is set: its container sets none of its own. */
export function replaceVariables(text: string): string {
  return hasVariable(text) ? text.replace(/\{%.+?%\}/gs, '').replace(/\{\$[^}]+\}/g, '') : text;
}
