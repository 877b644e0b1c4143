import type { Scalar } from 'yaml';

/** What a reader of YAML 1.1, such as k3s, takes for a boolean and YAML 1.2 for a word. */
const BOOLEAN_WORDS = /^(y|yes|n|no|on|off)$/i;

/** The only way to write a number that every reader takes for the same one. */
const PLAIN_INTEGER = /^-?(0|[1-9]\d*)$/;

/** What is treacherous about a scalar, if anything. */
export function pitfallOf(scalar: Scalar): { readonly message: string; readonly hint: string } | undefined {
  const source = scalar.source ?? '';
  if (scalar.type !== 'PLAIN') return undefined;
  if (BOOLEAN_WORDS.test(source)) {
    const meant = /^(y|yes|on)$/i.test(source);
    return {
      message: `"${source}" is a boolean to some readers of YAML and a word to others`,
      hint: `Write ${String(meant)}, or put it in quotes if it is a word.`,
    };
  }
  if (typeof scalar.value === 'number' && !PLAIN_INTEGER.test(source)) {
    return {
      message: `"${source}" is read as the number ${scalar.value}`,
      hint: 'Write a plain whole number, or put it in quotes if it is a text.',
    };
  }
  if (scalar.value === null && source !== '') {
    return {
      message: `"${source}" means that there is no value`,
      hint: 'Write the value, or leave the key out.',
    };
  }
  return undefined;
}
