import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleSize } from '../sample-size';

const root = mkdtempSync(join(tmpdir(), 'netstack-bundle-'));
const build = join(root, 'build');
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A project of two source files that is bundled as ours is. */
beforeAll(() => {
  mkdirSync(join(root, 'src/cli'), { recursive: true });
  cpSync('bin', join(root, 'bin'), { recursive: true });
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
  writeFileSync(join(root, 'src/text.ts'), `export const text: string = 'the ${'x'.repeat(2000)} end';\n`);
  const entry = "import { text } from '../text';\nconsole.log(text);\n";
  writeFileSync(join(root, 'src/cli/netstack.ts'), entry);
});

/** @param word a command that the whole program has; without one, a part of it is enough */
function run(word: 'plan' | 'help' = 'plan') {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/netstack.js', word], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, stderr, isWhole: stdout === `the ${'x'.repeat(2000)} end\n` };
}

const WHOLE = { status: 0, stderr: '', isWhole: true };
const fileIn = (pattern: RegExp) => join(build, readdirSync(build).find((name) => pattern.test(name)) ?? '');
const BUNDLE = /^netstack\.[0-9a-f]{16}\.js$/;
const PART = /^netstack-help\.[0-9a-f]{16}\.js$/;

/** Where a damage may be: sevenths of a file, from its start to its end. */
const COUNT = sampleSize(7, 2);
const PLACES = Array.from({ length: COUNT }, (_, index) => Math.round((index * 6) / (COUNT - 1)));

/** Ways in which a file is damaged; most of them at a place. */
const DAMAGES: readonly (readonly [string, (file: string, place: number) => void])[] = [
  ['is empty', (file) => truncateSync(file, 0)],
  ['is cut off', (file, place) => truncateSync(file, (readFileSync(file).length * (place + 1)) >> 3)],
  [
    'has a changed byte',
    (file, place) => {
      const bytes = readFileSync(file);
      const at = Math.floor((bytes.length * (2 * place + 1)) / 14);
      bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      writeFileSync(file, bytes);
    },
  ],
  ['has more at its end', (file) => writeFileSync(file, 'x', { flag: 'a' })],
  ['is something else', (file) => writeFileSync(file, 'module.exports = {};\n')],
];

describe.each([
  ['plan', 'the bundle', BUNDLE, 4],
  ['plan', 'the compile cache', /\.plan\.cache$/, 4],
  ['plan', 'the stamp of the sources', /^netstack\.stamp$/, 4],
  // A part has no source map.
  ['help', 'the bundle of a part', PART, 3],
  ['help', 'the compile cache of a part', /\.help\.cache$/, 3],
  ['help', 'the stamp of a part', /^netstack-help\.stamp$/, 3],
] as const)('%s: %s', (word, _, pattern, count) => {
  beforeAll(() => {
    rmSync(build, { recursive: true, force: true });
    expect(run(word)).toEqual(WHOLE);
  });

  test.each(DAMAGES)('that %s is built again', (_, damage) => {
    for (const place of damage.length > 1 ? PLACES : [0]) {
      damage(fileIn(pattern), place);
      expect(run(word)).toEqual(WHOLE);
    }
    expect(readdirSync(build)).toHaveLength(count);
  });
});

describe('a bundle is built again', () => {
  const folder = join(root, 'src');
  const entry = join(folder, 'cli/netstack.ts');
  const output = () =>
    spawnSync(process.execPath, ['bin/netstack.js', 'plan'], { cwd: root, encoding: 'utf8' });

  test.each([
    ['when a source is written in place', (text: string) => writeFileSync(join(folder, 'text.ts'), text)],
    [
      'when a source is replaced',
      (text: string) => {
        writeFileSync(join(folder, 'text.new'), text);
        renameSync(join(folder, 'text.new'), join(folder, 'text.ts'));
      },
    ],
  ])('%s', (_, write) => {
    const before = readFileSync(join(folder, 'text.ts'), 'utf8');
    try {
      output();
      write("export const text: string = 'another one';\n");
      expect(output().stdout).toBe('another one\n');
    } finally {
      writeFileSync(join(folder, 'text.ts'), before);
    }
  });

  test('when an import means a new file', () => {
    const text = join(folder, 'text.ts');
    const own = join(folder, 'text');
    mkdirSync(own);
    renameSync(text, join(own, 'index.ts'));
    try {
      expect(run()).toEqual(WHOLE);
      writeFileSync(text, "export const text: string = 'the new one';\n");
      expect(output().stdout).toBe('the new one\n');
    } finally {
      rmSync(text, { force: true });
      renameSync(join(own, 'index.ts'), text);
      rmSync(own, { recursive: true });
    }
  });

  test('not for a file that is in no bundle', () => {
    run();
    const { ino } = statSync(fileIn(BUNDLE));
    writeFileSync(join(root, 'notes.ts'), '');
    run();
    expect(statSync(fileIn(BUNDLE)).ino).toBe(ino);
    expect(readFileSync(entry, 'utf8')).toContain('text');
  });
});

describe('a published package', () => {
  test('whose bundle is damaged prints one line and exits with 1', () => {
    run();
    const sources = join(root, 'src');
    const published = join(build, 'netstack.js');
    cpSync(fileIn(BUNDLE), published);
    cpSync(sources, `${sources}-aside`, { recursive: true });
    rmSync(sources, { recursive: true });
    try {
      expect(run()).toEqual(WHOLE);
      for (const [, damage] of DAMAGES) {
        const whole = readFileSync(published);
        damage(published, 3);
        const line = `netstack: "${published}" is damaged or missing; install k3s-netstack again\n`;
        expect(run()).toEqual({ status: 1, stderr: line, isWhole: false });
        writeFileSync(published, whole);
      }
    } finally {
      cpSync(`${sources}-aside`, sources, { recursive: true });
      rmSync(published);
    }
  });
});

describe('stack traces', () => {
  const entry = join(root, 'src/cli/netstack.ts');
  const thrower = join(root, 'src/thrower.ts');
  let before = '';

  beforeAll(() => {
    before = readFileSync(entry, 'utf8');
    writeFileSync(thrower, 'export const fail = (): never => {\n  throw new Error("broken");\n};\n');
    writeFileSync(entry, "import { fail } from '../thrower';\n\nfail();\n");
  });
  afterAll(() => {
    writeFileSync(entry, before);
    rmSync(thrower);
  });

  /** The frames of the two sources, or of the bundle, without their folder. */
  function trace(args: readonly string[], env: Record<string, string>): string[] {
    const { stderr } = spawnSync(process.execPath, [...args, 'bin/netstack.js', 'plan'], {
      cwd: root,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, ...env },
    });
    return [...stderr.matchAll(/^ +at .*\/((?:src|build)\/[^)\n]+)\)?$/gm)].map(([, place = '']) => place);
  }

  const MAPPED = ['src/thrower.ts:2:9', 'src/cli/netstack.ts:3:1'];

  test('name the bundle by default: its map is not read', () => {
    expect(trace([], {}).every((place) => /^build\/netstack\.[0-9a-f]{16}\.js:/.test(place))).toBe(true);
    rmSync(fileIn(/\.map$/));
    expect(trace([], {})).toHaveLength(2);
    rmSync(fileIn(BUNDLE));
  });

  test('name the sources with --enable-source-maps', () => {
    expect(trace(['--enable-source-maps'], {})).toEqual(MAPPED);
  });

  test('name the sources with DEBUG', () => {
    expect(trace([], { DEBUG: '1' })).toEqual(MAPPED);
  });

  test('name the bundle with DEBUG where the map is missing', () => {
    rmSync(fileIn(/\.map$/));
    expect(trace([], { DEBUG: '1' })[0]).toMatch(/^build\//);
  });
});

test('a compile cache is written again by a run that compiles much more, and by no other', () => {
  const entry = join(root, 'src/cli/netstack.ts');
  const before = readFileSync(entry, 'utf8');
  const steps = Array.from(
    { length: 4000 },
    (_, index) => `export const f${index} = (n: number) => n * ${index} + n;`,
  );
  writeFileSync(join(root, 'src/steps.ts'), steps.join('\n'));
  const source =
    "import * as steps from '../steps';\nif (process.argv[3]) for (const f of Object.values(steps)) f(1);\n";
  writeFileSync(entry, source);
  const inodeAfter = (...args: string[]) => {
    spawnSync(process.execPath, ['bin/netstack.js', 'plan', ...args], { cwd: root });
    return statSync(fileIn(/\.plan\.cache$/)).ino;
  };
  try {
    const first = inodeAfter();
    expect(inodeAfter()).toBe(first);
    const full = inodeAfter('all');
    expect(full).not.toBe(first);
    expect([inodeAfter('all'), inodeAfter()]).toEqual([full, full]);
  } finally {
    writeFileSync(entry, before);
    rmSync(join(root, 'src/steps.ts'));
  }
});

test('what a killed process left is removed by a later build', () => {
  mkdirSync(build, { recursive: true });
  const left = join(build, 'netstack.0123456789abcdef.js.cafe.partial');
  writeFileSync(left, '');
  spawnSync('touch', ['-d', '2 minutes ago', left]);
  writeFileSync(join(root, 'package-lock.json'), '{}');
  expect(run()).toEqual(WHOLE);
  expect(existsSync(left)).toBe(false);
});

test('a folder that cannot be written: one line when the package is built, and no cache otherwise', () => {
  rmSync(build, { recursive: true, force: true });
  writeFileSync(build, 'a file in the place of the folder');
  try {
    const { status, stderr } = spawnSync(process.execPath, ['bin/bundle.js'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect({ status, lines: stderr.split('\n').length }).toEqual({ status: 1, lines: 2 });
    expect(stderr).toMatch(/^netstack: ".*netstack-help.js" cannot be written: E/);
    expect(run()).toEqual(WHOLE);
  } finally {
    rmSync(build);
  }
});
