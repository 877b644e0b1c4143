import type { Random } from './random';

/** Words that are wrong in most places. */
const STRANGE = [
  ...[
    '10.0.0.256',
    '10.0.0.1:99999',
    '10.0.0.0/33',
    'fd00::/129',
    '10.0.0',
    '1:2:3',
    '300.1.1.1',
    'fd00::g',
    '010.0.0.1',
  ],
  ...[
    '-1',
    '0',
    '1.5',
    '99999999999999999999',
    '1x',
    '65536',
    '4294967296',
    '0x10',
    '1_000',
    '3601',
    '2147483648',
  ],
  ...['30', '5x', '-5s', '1s1s1', '300h', 'ms', '1m m', '5%', '91%', '50', '1ns', '999999999h'],
  ...[
    'a..b',
    '.',
    '"a b"',
    '""',
    '*.test',
    'a.test:53',
    'a'.repeat(64),
    'tls://10.0.0.1',
    'udp://10.0.0.1',
    'x:',
  ],
  ...[
    '"(["',
    '"a{2,1}"',
    '"(?=x)"',
    '"{{ .Name"',
    '"{{ nope }}"',
    '"{{ end }}"',
    'AX',
    'in',
    'TYPE1',
    'foo',
    'all',
    'off',
  ],
  ...['{', '}', '{1}', 'continue', 'fallthrough', 'ttl', 'import', '/x', 'net', 'type', '"\\"', '#c'],
];

/** Makes one or two small mistakes in a text. */
export function mutate(text: string, random: Random): string {
  const once = mutateOnce(text, random);
  return random.chance(30) ? mutateOnce(once, random) : once;
}

function mutateOnce(text: string, random: Random): string {
  const mutations = [inWord, inWord, inWord, inWord, inLine, inLine, inCharacter, inCharacter, inBrace];
  return random.pick(mutations)(text, random);
}

/** Words and the spaces between them. */
function partsOf(text: string): string[] {
  return text.match(/"(?:\\.|[^"\\])*"|\s+|[^\s"]+|"/g) ?? [];
}

function inWord(text: string, random: Random): string {
  const parts = partsOf(text);
  const words = parts.flatMap((part, index) => (/\S/.test(part) ? [index] : []));
  if (words.length === 0) return text;
  const at = random.pick(words);
  const word = parts[at] as string;
  parts[at] = random.pick([
    () => random.pick(STRANGE),
    () => random.pick(STRANGE),
    () => '',
    () => `${word} ${word}`,
    () => `${word} ${random.pick(STRANGE)}`,
    () => parts[random.pick(words)] as string,
    () => word.toUpperCase(),
    () => word.replace(/\d+/, (digits) => random.pick(['0', '-1', `${digits}0`, `${digits}00000`, '1'])),
    () => word.replace(/"/g, ''),
  ])();
  return parts.join('');
}

function inLine(text: string, random: Random): string {
  const lines = text.split('\n');
  const at = random.int(lines.length);
  const line = lines[at] as string;
  const made = random.pick([
    () => [],
    () => [line, line],
    () => [line.replace(/\s+(?=\S+$)/, '\n')],
    () => [line, random.pick(lines)],
    () => [`${line} ${random.pick(STRANGE)}`],
    () => [`${line.trimEnd()} ${(lines[at + 1] ?? '').trimStart()}`],
  ])();
  lines.splice(at, 1, ...made);
  return lines.join('\n');
}

function inCharacter(text: string, random: Random): string {
  const at = random.int(text.length + 1);
  const character = random.pick([
    '',
    '',
    'x',
    '0',
    '.',
    ':',
    '/',
    '-',
    '"',
    ' ',
    '\n',
    '(',
    ')',
    '[',
    '{',
    '}',
    '\\',
    '*',
    '%',
  ]);
  return `${text.slice(0, at)}${character}${text.slice(at + (random.chance(50) ? 1 : 0))}`;
}

function inBrace(text: string, random: Random): string {
  const braces = [...text.matchAll(/[{}]/g)].map(({ index }) => index);
  if (braces.length === 0) return `${text}${random.pick(['{', '}', ' {\n}\n'])}`;
  const at = random.pick(braces);
  const made = random.pick(['', '\n{', '{', '}', '} }', '{\n{', '{ }', '{}']);
  return `${text.slice(0, at)}${made}${text.slice(at + 1)}`;
}
