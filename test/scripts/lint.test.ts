import { readFileSync } from 'node:fs';
import { Linter } from 'eslint';
import { parser } from 'typescript-eslint';
import { describe, expect, test } from 'vitest';
import { loadScript } from './load';

interface Project {
  readonly types: ReadonlyMap<string, readonly string[]>;
  readonly functions: ReadonlySet<string>;
  readonly cycleOf: ReadonlyMap<string, readonly string[]>;
}

interface Allowed {
  readonly cycles: readonly string[];
  readonly typeNames: readonly string[];
  readonly functionNames: readonly string[];
}

interface ProjectModule {
  readonly describeProject: (sources: ReadonlyMap<string, string>) => Project;
  readonly readSources: (root: string) => Map<string, string>;
}

interface PluginModule {
  readonly createPlugin: (root: string, allowed: Allowed, project: () => Project) => object;
}

const { describeProject, readSources } = loadScript<ProjectModule>('scripts/lint/project.mjs');
const { createPlugin } = loadScript<PluginModule>('scripts/lint/plugin.mjs');
const { isBareParticiple } = loadScript<{ isBareParticiple: (name: string) => boolean }>(
  'scripts/lint/participles.mjs',
);

const NAMES = ['no-import-cycle', 'unique-type-name', 'no-bare-participle'];
const NOTHING: Allowed = { cycles: [], typeNames: [], functionNames: [] };

/** The messages of the project's rules for every file, in the order of the files. */
function lint(
  sources: ReadonlyMap<string, string>,
  allowed = NOTHING,
  rules: readonly string[] = NAMES,
): string[] {
  const project = describeProject(sources);
  const linter = new Linter({ cwd: '/project' });
  const config = {
    files: ['**/*.ts'],
    languageOptions: { parser },
    linterOptions: { reportUnusedDisableDirectives: 'off' as const },
    plugins: { project: createPlugin('/project', allowed, () => project) },
    rules: Object.fromEntries(rules.map((rule) => [`project/${rule}`, 'error' as const])),
  };
  return [...sources].flatMap(([file, text]) =>
    linter
      .verify(text, config, `/project/${file}`)
      .filter(({ ruleId }) => ruleId === null || ruleId.startsWith('project/'))
      .map(({ message }) => message),
  );
}

const lintFiles = (files: Record<string, string>, allowed?: Allowed) =>
  lint(new Map(Object.entries(files)), allowed);

describe('import cycles', () => {
  const CYCLE = 'The imports of these files form a cycle: a.ts, b/index.ts, c.ts';

  test('are reported in each file of the cycle, types included', () => {
    const files = {
      'a.ts': "import { b } from './b';\n",
      'b/index.ts': "export * from '../c';\n",
      'c.ts': "import type {\n  A,\n} from './a';\n",
      'd.ts': "import { a } from './a';\n",
    };
    expect(lintFiles(files)).toEqual([CYCLE, CYCLE, CYCLE]);
    expect(lintFiles(files, { ...NOTHING, cycles: ['a.ts', 'c.ts'] })).toEqual([CYCLE]);
  });

  test('are not diamonds', () => {
    const files = {
      'a.ts': "import './b';\nimport { c } from './c';\n",
      'b.ts': "import { d } from './d';\n",
      'c.ts': "import { d } from './d';\n",
      'd.ts': '',
    };
    expect(lintFiles(files)).toEqual([]);
  });
});

test('a type name that two files export is reported in both', () => {
  const files = {
    'a.ts': 'export interface Rule {}\nexport type Finding = string;\n',
    'b.ts': 'export class Rule {}\ninterface Finding {}\n',
  };
  const message = 'The type name Rule is exported by a.ts and b.ts';
  expect(lintFiles(files)).toEqual([message, message]);
  expect(lintFiles(files, { ...NOTHING, typeNames: ['Rule'] })).toEqual([]);
});

test('functions of a file that are named by a participle are reported, whatever their form', () => {
  const files = {
    'a.ts':
      'export function placed() {}\nexport const swept = () => 1;\nexport const kept = 1;\nfunction left() {}\n' +
      'const gone = () => 1;\nfunction read() { function lost() {} }\n',
  };
  expect(lintFiles(files)).toEqual([
    'Name the function placed by a verb: what does it do or return?',
    'Name the function swept by a verb: what does it do or return?',
    'Name the function left by a verb: what does it do or return?',
    'Name the function gone by a verb: what does it do or return?',
  ]);
});

test('exported values that no other file names are reported, except those of the package', () => {
  const sources = new Map([
    [
      'src/a.ts',
      'export const used = 1;\nexport function idle() {}\n/** idle2 */\nexport const idle2 = 1;\n',
    ],
    ['src/b.ts', "import { used } from './a';\n/** Not idle(): idle2. */\nconst own = used;\n"],
    ['constructs/c.ts', 'export const API = 1;\n'],
  ]);
  expect(lint(sources, NOTHING, ['no-unused-export'])).toEqual([
    'No other file uses idle: do not export it',
    'No other file uses idle2: do not export it',
  ]);
});

test('bare participles', () => {
  const bare = ['placed', 'titled', 'swept', 'leftOut', 'answeredBy', 'letGo', 'lookedAt'];
  const fine = ['sharedAddresses', 'read', 'embed', 'seed', 'parse', 'quoteSource', 'split', 'keptNodes'];
  expect([...bare, ...fine].filter(isBareParticiple)).toEqual(bare);
});

test('what the linter still allows is in the sources, and the lists get shorter', () => {
  const allowed = JSON.parse(readFileSync('scripts/lint/allowed.json', 'utf8')) as Allowed;
  const { cycleOf, types, functions } = describeProject(readSources('.'));
  const stale = [
    ...allowed.cycles.filter((file) => !cycleOf.has(file)),
    ...allowed.typeNames.filter((name) => (types.get(name) ?? []).length < 2),
    ...allowed.functionNames.filter((name) => !functions.has(name)),
  ];
  expect(stale, 'run "npm run lint:shrink"').toEqual([]);
});
