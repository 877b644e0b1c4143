import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { App, Chart } from 'cdk8s';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import * as exported from '../../index';

/** An `@example` of a class that the package exports. */
interface Example {
  readonly name: string;
  readonly code: string;
}

const EXAMPLES = ['charts', 'constructs']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .filter((file) => file.endsWith('.ts'))
  .sort()
  .flatMap(readExamples);

function readExamples(file: string): readonly Example[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
  return source.statements.filter(ts.isClassDeclaration).flatMap((declaration) =>
    ts
      .getJSDocTags(declaration)
      .filter(({ tagName }) => tagName.text === 'example')
      .map(({ comment }) => ({
        name: declaration.name?.text ?? '',
        code: ts.getTextOfJSDocComment(comment) ?? '',
      })),
  );
}

/** Parts of a larger construct, which users do not create alone. */
const PARTS = ['HttpSampleExposure', 'HttpSampleWorkload', 'TraefikServices', 'TraefikWorkload'];

test('every exported class has an example', () => {
  const classes = Object.entries(exported)
    .filter(([, value]) => typeof value === 'function' && /^class /.test(value.toString()))
    .map(([name]) => name)
    .filter((name) => !PARTS.includes(name));
  expect(EXAMPLES.map(({ name }) => name).sort()).toEqual(classes.sort());
});

describe('the example of', () => {
  test.each(EXAMPLES)('$name creates objects', ({ name, code }) => {
    const app = new App();
    const chart = new Chart(app, 'chart');
    const names = Object.keys(exported);
    // eslint-disable-next-line @typescript-eslint/no-implied-eval
    const run = new Function('app', 'chart', ...names, code) as (...values: unknown[]) => void;
    run(app, chart, ...names.map((key) => exported[key as keyof typeof exported]));
    expect(app.synthYaml()).toMatch(/^kind: /m);
    expect(code).toMatch(new RegExp(`^new ${name}\\(`));
  });

  test('every class has the right types', () => {
    const file = resolve('examples.ts');
    const functions = EXAMPLES.map(({ code }, index) => `export function example${index}() {\n${code}\n}`);
    const names = EXAMPLES.map(({ name }) => name).join(', ');
    const head = `import type { App, Chart } from 'cdk8s';\nimport { ${names} } from './index';`;
    const text = `${head}\ndeclare const app: App;\ndeclare const chart: Chart;\n${functions.join('\n')}`;
    const { config } = ts.readConfigFile('tsconfig.json', (path) => readFileSync(path, 'utf8')) as {
      config: object;
    };
    const { options } = ts.parseJsonConfigFileContent(
      config,
      { ...ts.sys, readDirectory: () => [file] },
      '.',
    );
    const host = ts.createCompilerHost(options);
    const fileExists = host.fileExists.bind(host);
    const getSourceFile = host.getSourceFile.bind(host);
    host.fileExists = (path) => path === file || fileExists(path);
    host.getSourceFile = (path, ...rest) =>
      path === file
        ? ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true)
        : getSourceFile(path, ...rest);
    const program = ts.createProgram([file], { ...options, incremental: false, noUnusedLocals: false }, host);
    const source = program.getSourceFile(file);
    const problems = program.getSemanticDiagnostics(source).map(({ messageText }) => messageText);
    expect(problems).toEqual([]);
  });
});
