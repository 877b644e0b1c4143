import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';

/** Generated constructs: every CRD has its own `Status` or `Spec` types. */
const GENERATED = ['imports'];
const IGNORED = ['node_modules', 'build', 'dist', 'lib', ...GENERATED];

/** An editor keeps the linter running, so the project is read again after this time. */
const MAX_AGE_MS = 30_000;

const IMPORT = /^(?:import|export|\})[^;']*? from '(\.[^']*)'/gm;
const TYPE = /^export (?:declare )?(?:abstract )?(?:interface|type|class|enum) (\w+)/gm;
const FUNCTION = /^export (?:async )?(?:function\*?|const) (\w+)/gm;
const COMMENT = /^\s*(\/\*\*|\*|\/\/).*$/gm;

/** What users of the package import: nothing in the repository has to. */
const PUBLIC = /^(constructs|charts|index\.ts)/;

/**
 * What the project's rules need from all files at once: import cycles, which file exports which type and
 * function, and which exported values no other file names.
 * prettier formats the sources, so each import and export starts a line.
 */
export function describeProject(sources) {
  const imports = new Map();
  const types = new Map();
  const functions = new Set();
  const exported = [];
  const filesOf = new Map();
  for (const [file, text] of sources) {
    imports.set(file, resolveImports(file, text, sources));
    for (const name of new Set(text.replace(COMMENT, '').match(/\w+/g))) {
      filesOf.set(name, [...(filesOf.get(name) ?? []), file]);
    }
    for (const [, name] of text.matchAll(FUNCTION)) {
      functions.add(name);
      if (!PUBLIC.test(file)) exported.push({ file, name });
    }
    for (const [, name] of text.matchAll(TYPE)) types.set(name, [...(types.get(name) ?? []), file]);
  }
  const unused = new Set();
  for (const { file, name } of exported) if (filesOf.get(name).length === 1) unused.add(`${file}:${name}`);
  return { types, functions, unused, cycleOf: groupCycles(imports) };
}

/** Reads every TypeScript file below a folder. Paths are relative to it, with forward slashes. */
export function readSources(root) {
  const sources = new Map();
  const visit = (folder) => {
    for (const name of readdirSync(join(root, folder)).sort()) {
      const file = posix.join(folder, name);
      if (name.startsWith('.') || IGNORED.includes(file)) continue;
      if (statSync(join(root, file)).isDirectory()) visit(file);
      else if (/(?<!\.d)\.ts$/.test(name)) sources.set(file, readFileSync(join(root, file), 'utf8'));
    }
  };
  visit('');
  return sources;
}

/** A function that returns the description of a folder's project, and reads it again when it is old. */
export function openProject(root) {
  let project;
  let readAt = 0;
  return () => {
    if (project === undefined || Date.now() - readAt > MAX_AGE_MS) {
      project = describeProject(readSources(root));
      readAt = Date.now();
    }
    return project;
  };
}

function resolveImports(file, text, sources) {
  const found = [];
  for (const [, target] of text.matchAll(IMPORT)) {
    const path = posix.join(posix.dirname(file), target);
    const resolved = [`${path}.ts`, `${path}/index.ts`].find((candidate) => sources.has(candidate));
    if (resolved !== undefined) found.push(resolved);
  }
  return found;
}

/** Maps each file of an import cycle to the files of that cycle (Tarjan's strongly connected components). */
function groupCycles(imports) {
  const [order, low, cycles] = [new Map(), new Map(), new Map()];
  const stack = [];
  const visit = (file) => {
    order.set(file, order.size);
    low.set(file, order.get(file));
    stack.push(file);
    for (const next of imports.get(file)) {
      if (!order.has(next)) visit(next);
      if (stack.includes(next)) low.set(file, Math.min(low.get(file), low.get(next)));
    }
    if (low.get(file) !== order.get(file)) return;
    const component = stack.splice(stack.indexOf(file)).sort();
    if (component.length > 1) for (const one of component) cycles.set(one, component);
  };
  for (const file of imports.keys()) if (!order.has(file)) visit(file);
  return cycles;
}
