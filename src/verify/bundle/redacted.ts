/** Replaces a value that was removed. */
export const REDACTED = 'REDACTED';

/** Replaces a value, and keeps its quotes. */
export function redactValue(value: string): string {
  const [quote] = /^["']/.exec(value) ?? [''];
  return `${quote}${REDACTED}${quote}`;
}
