/** A generator of numbers that is the same everywhere: mulberry32. */
export class Dice {
  constructor(private state: number) {}

  /** A whole number from 0 on, below `sides`. */
  roll(sides: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.roll(items.length)] as T;
  }
}

/** What ends up in a file by accident: of other types, other alphabets, other programs. */
const ODD_VALUES = [
  ...['', '~', 'null', 'true', 'off', '010', '0x1F', '1e9', '-1', '99999999999999999999', '.inf', '1.5'],
  ...[
    '[]',
    '{}',
    '[[]]',
    '{ a: 1 }',
    '{{ value }}',
    '${VALUE}',
    '*x',
    '&x y',
    '!tag z',
    '<<',
    '|',
    '>',
    '"',
    "'",
    '`',
  ],
  ...[
    '10.0.0.1',
    '10.0.0.0/33',
    'fd00::1%eth0',
    '::ffff:1.2.3.4',
    '10.0.0.9-10.0.0.1',
    '1.2.3.4,5.6.7.8',
    ' ',
  ],
  ...[
    'grün',
    '日本',
    '🍓',
    '\u200b',
    '\u202e',
    '\u0000',
    '\u001b[31m',
    '\ufeff',
    '\u2028',
    '\ud800',
    '﷽'.repeat(30),
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'x'.repeat(300),
    '- a',
    'a: b: c',
    '# c',
    '---',
    '...',
    '%YAML 1.1',
    '\t',
  ],
];

type Mutation = (lines: readonly string[], dice: Dice) => readonly string[];

function withLine(
  lines: readonly string[],
  index: number,
  change: (line: string) => string,
): readonly string[] {
  return lines.map((line, at) => (at === index ? change(line) : line));
}

const deleteLine: Mutation = (lines, dice) => lines.toSpliced(dice.roll(lines.length), 1);

const deleteLines: Mutation = (lines, dice) => lines.toSpliced(dice.roll(lines.length), 1 + dice.roll(6));

const doubleLine: Mutation = (lines, dice) => {
  const index = dice.roll(lines.length);
  return lines.toSpliced(index, 0, lines[index] ?? '');
};

const swapLines: Mutation = (lines, dice) => {
  const [one, other] = [dice.roll(lines.length), dice.roll(lines.length)];
  return lines.map(
    (line, index) => (index === one ? lines[other] : index === other ? lines[one] : line) ?? '',
  );
};

const indent: Mutation = (lines, dice) => {
  const by = dice.pick([' ', '  ', '   ', '\t', '        ']);
  return withLine(lines, dice.roll(lines.length), (line) => by + line);
};

const outdent: Mutation = (lines, dice) =>
  withLine(lines, dice.roll(lines.length), (line) => line.replace(/^ {1,2}/, ''));

const truncate: Mutation = (lines, dice) => {
  const text = lines.join('\n');
  return text.slice(0, dice.roll(text.length)).split('\n');
};

const cutOut: Mutation = (lines, dice) => {
  const text = lines.join('\n');
  const start = dice.roll(text.length);
  return (text.slice(0, start) + text.slice(start + dice.roll(80))).split('\n');
};

const randomBytes: Mutation = (lines, dice) => {
  const bytes = Buffer.from(lines.join('\n'));
  for (let count = 1 + dice.roll(8); count > 0; count -= 1) bytes[dice.roll(bytes.length)] = dice.roll(256);
  return bytes.toString().split('\n');
};

const oddValue: Mutation = (lines, dice) =>
  withLine(lines, dice.roll(lines.length), (line) =>
    line.replace(/(: *)[^{[\n]*/, `$1${dice.pick(ODD_VALUES)}`),
  );

const oddInside: Mutation = (lines, dice) =>
  withLine(lines, dice.roll(lines.length), (line) => {
    const words = line.split(/(\s+)/);
    words[dice.roll(words.length)] = dice.pick(ODD_VALUES);
    return words.join('');
  });

const oddKey: Mutation = (lines, dice) =>
  withLine(lines, dice.roll(lines.length), (line) => line.replace(/[\w-]+:/, `${dice.pick(ODD_VALUES)}:`));

const insertOdd: Mutation = (lines, dice) =>
  lines.toSpliced(dice.roll(lines.length), 0, dice.pick(ODD_VALUES));

const MUTATIONS: readonly Mutation[] = [
  ...[deleteLine, deleteLines, doubleLine, swapLines, indent, outdent, truncate, cutOut, randomBytes],
  ...[oddValue, oddValue, oddInside, oddInside, oddKey, insertOdd],
];

/** The text with one to three accidents in it. */
export function mutateText(text: string, dice: Dice): string {
  let lines: readonly string[] = text.split('\n');
  for (let count = 1 + dice.roll(3); count > 0; count -= 1) lines = dice.pick(MUTATIONS)(lines, dice);
  return lines.join(dice.roll(20) === 0 ? '\r\n' : '\n');
}
