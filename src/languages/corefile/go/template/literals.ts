import { parseGoFloat, parseGoLiteral } from '../numbers';

const MAX_INT64 = 2n ** 63n;

/** Whether Go unquotes a string constant, quotes included. */
export function isGoString(text: string): boolean {
  if (text.startsWith('`')) return true;
  return !text.slice(1, -1).replace(escapes('"'), '').includes('\\');
}

/** Whether Go reads a rune constant such as `'a'`, quotes included. */
export function isGoRune(text: string): boolean {
  const inside = text.slice(1, -1).replace(escapes("'"), 'x');
  return !inside.includes('\\') && [...inside].length === 1;
}

/** Escape sequences of Go in a constant with one kind of quotes. */
function escapes(quote: string): RegExp {
  const hex = '[\\da-fA-F]';
  const scalar = `(?![dD][89a-fA-F])${hex}{4}`;
  return new RegExp(
    `\\\\(?:[abfnrtv\\\\${quote}]|x${hex}{2}|[0-3][0-7]{2}|u${scalar}|U(?:0000${scalar}|000[1-9a-fA-F]${hex}{4}|0010${hex}{4}))`,
    'g',
  );
}

/** Whether Go reads a number constant: an integer of 64 bits, a floating-point or an imaginary number. */
export function isGoNumber(text: string): boolean {
  if (text.endsWith('i')) return isFloat(text.slice(0, -1));
  const [, sign, digits = ''] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  const value = parseGoLiteral(digits, 64);
  if (value !== undefined) return sign === '' || value < MAX_INT64 || (sign === '-' && value === MAX_INT64);
  return /[.eEpP]/.test(text) && isFloat(text);
}

/** Whether Go reads a complex constant such as `1+2i`. */
export function isGoComplex(text: string): boolean {
  const [, real = '', imaginary = ''] = /^(.+?[^eEpP])([+-].*)i$/s.exec(text) ?? [];
  return isFloat(real) && isFloat(imaginary);
}

function isFloat(text: string): boolean {
  return parseGoFloat(text, 64) !== undefined;
}
