/** The largest value of Go's `int`, on every platform that k3s runs on. */
const MAX_INT = 2n ** 63n - 1n;

/** Reads an integer as Go's `strconv.Atoi` does; undefined if it fails. */
export function parseGoInteger(text: string): bigint | undefined {
  const match = /^([+-]?)(\d+)$/.exec(text);
  if (match === null) return undefined;
  const value = BigInt(match[2] as string) * (match[1] === '-' ? -1n : 1n);
  return value >= -MAX_INT - 1n && value <= MAX_INT ? value : undefined;
}

/** Reads decimal digits as Go's `strconv.ParseUint` does with base 10; undefined if it fails. */
export function parseGoUnsigned(text: string, bits: number): bigint | undefined {
  return /^\d+$/.test(text) ? limit(BigInt(text), bits) : undefined;
}

/** The same with base 0: the prefixes `0x`, `0o`, `0b` and `0`, and underscores between digits. */
export function parseGoLiteral(text: string, bits: number): bigint | undefined {
  const octal = /^0(_?[0-7]+)+$/.test(text) ? `0o${text.slice(1)}` : text;
  const valid = /^(?:0|[1-9](?:_?\d)*|0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+)$/.test(
    octal,
  );
  return valid ? limit(BigInt(octal.replace(/_/g, '')), bits) : undefined;
}

/** Reads a number as Go's `strconv.ParseFloat` does; undefined if it fails. */
export function parseGoFloat(text: string, bits: 32 | 64): number | undefined {
  if (/^nan$/i.test(text)) return NaN;
  const infinite = /^([+-]?)inf(?:inity)?$/i.exec(text);
  if (infinite !== null) return infinite[1] === '-' ? -Infinity : Infinity;
  const digits = withoutUnderscores(text);
  const isDecimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(digits);
  const value = isDecimal ? Number(digits) : parseHexFloat(digits);
  if (value === undefined) return undefined;
  return Number.isFinite(bits === 32 ? Math.fround(value) : value) ? value : undefined;
}

/** Without the underscores between digits; the unchanged text if one is elsewhere. */
function withoutUnderscores(text: string): string {
  const isHex = /^[+-]?0x/i.test(text);
  const between = isHex ? /(?<=[\da-fx])_(?=[\da-f])/gi : /(?<=\d)_(?=\d)/g;
  return text.replace(between, '');
}

/** `0x1.8p3` */
function parseHexFloat(text: string): number | undefined {
  const match = /^([+-]?)0x(?=\.?[0-9a-f])([0-9a-f]*)\.?([0-9a-f]*)p([+-]?\d+)$/i.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = '', exponent] = match;
  const digits = Number.parseInt(`0${whole}${fraction}`, 16);
  return (sign === '-' ? -1 : 1) * digits * 2 ** (Number(exponent) - 4 * fraction.length);
}

/** Whether Go's `strconv.ParseBool` reads it. */
export function isGoBoolean(text: string): boolean {
  return /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(text);
}

function limit(value: bigint, bits: number): bigint | undefined {
  return value < 1n << BigInt(bits) ? value : undefined;
}
