import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const ROOT = path.dirname(__dirname);

/** What `cdk8s import` is made of. Its package exports none of it, so it is reached by path. */
const CLI = path.join(ROOT, 'node_modules', 'cdk8s-cli', 'lib', 'import');

/** The part of its code writer that it uses at the top level. */
interface CodeWriter {
  line(text?: string): void;
}
interface CustomResourceDefinition {
  readonly key: string;
  generateTypeScript(code: CodeWriter, options: object): Promise<void>;
}
type CrdList = { readonly items: readonly object[] };

/** What `cdk8s import` would write now, without the process and the YAML parser that make it slow. */
async function generate(crdFile: string): Promise<string> {
  const { CustomResourceDefinition } = (await import(path.join(CLI, 'crd.js'))) as {
    CustomResourceDefinition: new (manifest: object) => CustomResourceDefinition;
  };
  const { emitHeader } = (await import(path.join(CLI, 'codegen.js'))) as {
    emitHeader: (code: CodeWriter, custom: boolean) => void;
  };
  const { items } = JSON.parse(readFileSync(path.join(ROOT, crdFile), 'utf8')) as CrdList;
  const crds = items.map((item) => new CustomResourceDefinition(item));
  const lines: string[] = [];
  const code = { line: (text = '') => void lines.push(text) };
  emitHeader(code, true);
  for (const crd of crds.sort((a, b) => (a.key < b.key ? -1 : 1))) await crd.generateTypeScript(code, {});
  return lines.join('\n');
}

const { imports } = parse(readFileSync(path.join(ROOT, 'cdk8s.yaml'), 'utf8')) as { imports: string[] };

test('imports/ holds what cdk8s.yaml lists and nothing else', () => {
  const expected = imports.map((crdFile) => `${path.basename(crdFile, '.json')}.ts`);
  expect(readdirSync(path.join(ROOT, 'imports')).sort()).toEqual(expected.sort());
});

test.each(imports)('imports/ is what "npm run imports" makes of %s', async (crdFile) => {
  const file = path.join(ROOT, 'imports', `${path.basename(crdFile, '.json')}.ts`);
  const committed = readFileSync(file, 'utf8').trimEnd();
  // Not toBe: it would print a diff of thousands of lines.
  expect((await generate(crdFile)).trimEnd() === committed, `${file} is stale`).toBe(true);
});
