import { readFileSync } from 'node:fs';
import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import { createPlugin } from './scripts/lint/plugin.mjs';

/** Files and names that break a rule of the project today. The lists may only get shorter; a test checks that. */
const ALLOWED = JSON.parse(readFileSync(new URL('scripts/lint/allowed.json', import.meta.url), 'utf8'));

/**
 * The folders, lowest first, and what each may import of those below it, so that data keeps flowing one way: profile,
 * plan, rules, charts, files.
 */
const BELOW_PLAN = [
  'evaluation',
  'terminal',
  'address',
  'kubernetes',
  'diagnostics',
  'releases',
  'languages',
  'profile',
];
const UP_TO_PLAN = [...BELOW_PLAN, 'plan', 'versions'];
const MAY_IMPORT = {
  'src/evaluation': [],
  'src/terminal': [],
  'src/address': [],
  'src/kubernetes': [],
  'src/diagnostics': ['terminal', 'address', 'evaluation'],
  'src/releases': ['address', 'diagnostics'],
  'src/languages': ['address', 'diagnostics', 'evaluation', 'releases'],
  'src/profile': ['evaluation', 'terminal', 'address', 'kubernetes', 'diagnostics', 'releases', 'languages'],
  'src/plan': [...BELOW_PLAN, 'versions'],
  'src/running': BELOW_PLAN,
  'src/rules': ['running', ...UP_TO_PLAN],
  'src/k3s': UP_TO_PLAN,
  'src/steps': ['k3s', ...UP_TO_PLAN],
  'src/diff': ['k3s', 'steps', ...UP_TO_PLAN],
  constructs: ['imports', 'crds', 'versions'],
  charts: ['constructs', ...UP_TO_PLAN],
  'src/gitops': [],
  'src/synth': ['gitops', 'charts', 'constructs', 'rules', 'k3s', ...UP_TO_PLAN],
  'src/verify': UP_TO_PLAN,
  'src/adopt': ['k3s', 'steps', 'running', ...UP_TO_PLAN],
  'src/apply': ['k3s', 'steps', 'diff', 'verify', 'running', ...UP_TO_PLAN],
  'src/import': ['verify', ...UP_TO_PLAN],
  'src/init': ['verify', ...UP_TO_PLAN],
  'src/report': UP_TO_PLAN,
  'src/site': ['report', 'rules', 'verify', ...UP_TO_PLAN],
  'src/lab': ['k3s', 'steps', 'verify', ...UP_TO_PLAN],
};

/** Every folder that some other may not import. */
const FOLDERS = [...Object.keys(MAY_IMPORT).map((folder) => folder.replace('src/', '')), 'cli', 'bench'];

/** cdk8s and what is made of it: nothing in front of the charts knows them. */
const CDK8S = ['cdk8s', 'cdk8s-plus-27', 'constructs'];

/** Node modules that read a file, a clock, the network or the environment. */
const IO = [
  'fs',
  'fs/promises',
  'path',
  'os',
  'http',
  'https',
  'net',
  'dns',
  'child_process',
  'process',
].flatMap((name) => [name, `node:${name}`]);

/** Folders that compute and nothing else: they read no file, no clock and no network. */
const PURE = [
  ...['src/evaluation', 'src/terminal', 'src/address', 'src/kubernetes', 'src/releases', 'src/languages'],
  ...['src/running', 'src/adopt', 'src/diff', 'src/steps', 'src/gitops', 'src/k3s', 'constructs', 'charts'],
];

/** Folders that know the objects that cdk8s makes. */
const WITH_CDK8S = ['constructs', 'charts', 'src/synth'];

/** One folder's walls: which other folders, and which packages, it may not import. */
function walls(folder) {
  const name = folder.replace('src/', '');
  const foreign = FOLDERS.filter((other) => other !== name && !MAY_IMPORT[folder].includes(other));
  const packages = [...(WITH_CDK8S.includes(folder) ? [] : CDK8S), ...(PURE.includes(folder) ? IO : [])];
  return {
    files: [`${folder}/**/*.ts`],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: packages.map((one) => ({ name: one, message: `${folder}/ may not import ${one}` })),
          patterns: foreign.map((other) => ({
            regex: `^(\\.\\./)+(src/)?${other}(/|$)`,
            message: `${folder}/ may not import ${other}/`,
          })),
        },
      ],
    },
  };
}

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', 'build/', 'lib/', 'imports/', 'coverage/'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  ...Object.keys(MAY_IMPORT).map(walls),
  {
    files: ['**/*.ts'],
    plugins: { project: createPlugin(import.meta.dirname, ALLOWED) },
    rules: {
      'project/no-import-cycle': 'error',
      'project/unique-type-name': 'error',
      'project/no-bare-participle': 'error',
      'project/no-unused-export': 'error',
    },
  },
  {
    files: ['src/profile/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ImportDeclaration[source.value="zod"] > ImportSpecifier',
          message: "write import * as z from 'zod': a bundle has all locales otherwise",
        },
      ],
    },
  },
  {
    files: ['src/cli/**/program.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ImportDeclaration[importKind!="type"][source.value=/commands/]',
          message: 'import a command in its action, so that no other command evaluates it at its start',
        },
      ],
    },
  },
  { files: ['test/**/*.ts', 'bench/**/*.ts'], rules: { 'max-lines-per-function': 'off' } },
  // The functions there list keys.
  { files: ['src/profile/schema/**/*.ts'], rules: { 'max-lines-per-function': 'off' } },
  {
    files: ['**/*.js', '**/*.mjs', '**/*.mts', 'bin/**'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      parserOptions: { projectService: false, program: null, project: false },
      globals: {
        process: 'readonly',
        console: 'readonly',
        require: 'readonly',
        module: 'writable',
        __dirname: 'readonly',
        Buffer: 'readonly',
        URL: 'readonly',
      },
    },
    rules: { ...tseslint.configs.disableTypeChecked.rules, '@typescript-eslint/no-require-imports': 'off' },
  },
  // Their own tsconfig.json finds the package only where it is installed; `npm run types` covers them.
  { files: ['examples/**/*.ts'], ...tseslint.configs.disableTypeChecked },
  {
    // An old Node has to parse them, to report that it is too old.
    files: ['bin/check-node.js', 'bin/netstack.js', 'bin/synth.js'],
    languageOptions: { ecmaVersion: 5, sourceType: 'commonjs' },
    rules: { 'no-var': 'off' },
  },
);
