import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** What a folder may import, so that data keeps flowing one way: profile, plan, rules, charts, files. */
const FOLDERS = [
  'profile',
  'network',
  'rules',
  'constructs',
  'charts',
  'k3s',
  'synth',
  'verify',
  'lab',
  'cli',
];

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

/** One folder's walls: which sibling folders, and which packages, it may import. */
function walls(folder, { folders = [], deny = [] }) {
  const foreign = FOLDERS.filter((other) => other !== folder && !folders.includes(other));
  return {
    files: [`${folder}/**/*.ts`],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: deny.map((name) => ({ name, message: `${folder}/ knows nothing of ${name}` })),
          patterns: foreign.map((other) => ({
            regex: `^(\\.\\./)+${other}(/|$)`,
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
  walls('network', { deny: [...CDK8S, ...IO] }),
  walls('profile', { folders: ['network'], deny: CDK8S }),
  walls('rules', { folders: ['network'], deny: [...CDK8S, ...IO] }),
  walls('constructs', { deny: IO }),
  walls('charts', { folders: ['network', 'constructs'], deny: IO }),
  walls('k3s', { folders: ['network'], deny: [...CDK8S, ...IO] }),
  walls('synth', { folders: ['network', 'charts', 'k3s'] }),
  walls('verify', { folders: ['network'], deny: CDK8S }),
  walls('lab', { folders: ['network', 'k3s', 'verify'], deny: CDK8S }),
  { files: ['test/**/*.ts', 'bench/**/*.ts'], rules: { 'max-lines-per-function': 'off' } },
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
);
