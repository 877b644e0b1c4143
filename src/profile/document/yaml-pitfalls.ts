import type { Node, Scalar } from 'yaml';
import { isScalar } from 'yaml';
import { findNearest, quoteText } from '../../diagnostics';

/** What a reader of YAML 1.1, such as k3s, takes for a boolean and YAML 1.2 for a word. */
const BOOLEAN_WORDS = /^(y|yes|n|no|on|off)$/i;

/** The forms of a number that every reader of YAML takes for the same one; whether it fits, the schema decides. */
const PLAIN_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** Tags that say what a plain value is anyway. */
const PLAIN_TAG = /^tag:yaml\.org,2002:(str|int|float|bool|null|map|seq)$/;

/** What makes a value treacherous. */
export interface Pitfall {
  readonly message: string;
  readonly hint: string;
}

/** What is treacherous about a scalar, if anything. */
export function findScalarPitfall(scalar: Scalar): Pitfall | undefined {
  const source = scalar.source ?? '';
  if (scalar.type !== 'PLAIN' || scalar.tag !== undefined) return undefined;
  if (BOOLEAN_WORDS.test(source)) {
    const meant = /^(y|yes|on)$/i.test(source);
    return {
      message: `"${source}" is a boolean to some readers of YAML and a word to others`,
      hint: `Write ${String(meant)}, or "${source}" in quotes if it is a word.`,
    };
  }
  if (typeof scalar.value === 'number' && !PLAIN_NUMBER.test(source)) {
    return {
      message: `${quoteText(source)} is read as the number ${scalar.value}`,
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

/** The pitfall of a tag: parsers that do not know it guess, or fail. */
export function findTagPitfall(tag: string | undefined): Pitfall | undefined {
  if (tag === undefined || PLAIN_TAG.test(tag)) return undefined;
  return { message: `the tag ${quoteText(tag)} means nothing here`, hint: 'Write the value without it.' };
}

/** What is treacherous about a key, if anything. */
export function findKeyPitfall(node: Node, key: string | undefined): Pitfall | undefined {
  if (key === '<<') {
    return {
      message: 'the merge key "<<" is not taken by every reader of YAML',
      hint: 'Write the keys out, or put an alias in the place of each value.',
    };
  }
  if (key === '__proto__') return { message: 'there is no key "__proto__"', hint: 'Remove it.' };
  if (key !== undefined) return undefined;
  return isScalar(node)
    ? { message: 'a value stands here without a key', hint: 'Write "key: value".' }
    : {
        message: 'a list or a map stands here as a key',
        hint: 'Write "key: value"; put a text that begins with a bracket in quotes.',
      };
}

/** Why an alias stands for nothing. */
export function describeAliasPitfall(
  name: string,
  target: Node | undefined,
  anchors: readonly string[],
): Pitfall {
  if (target !== undefined) {
    return { message: `the alias "*${name}" is part of what it stands for`, hint: 'Write the value out.' };
  }
  const near = findNearest(name, anchors);
  return {
    message: `there is no "&${name}" before this alias`,
    hint: near
      ? `Did you mean "*${near}"?`
      : 'Write the value, or put it in quotes if it begins with an asterisk.',
  };
}
