/**
 * Writes `docs/api/`: the constructs and charts that the package exports, from their docstrings. `--check` compares the
 * folder with them, and writes nothing.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Application } from 'typedoc';
import { renderPages } from './render.mjs';

const FOLDER = 'docs/api';

/** The declarations that `index.ts` exports, without what they inherit from cdk8s. */
async function readExports() {
  const app = await Application.bootstrap({
    entryPoints: ['index.ts'],
    tsconfig: 'scripts/tsconfig.lib.json',
    // `npm run types` checks them.
    skipErrorChecking: true,
    excludeExternals: true,
    excludePrivate: true,
    excludeProtected: true,
    disableGit: true,
    sourceLinkTemplate: '{path}',
    logLevel: 'Error',
    sort: ['source-order'],
  });
  const project = await app.convert();
  if (project === undefined) throw new Error('typedoc cannot read index.ts');
  return project.children ?? [];
}

const pages = renderPages(await readExports());
const committed = new Map(
  readdirSync(FOLDER, { withFileTypes: true }).map(({ name }) => [
    name,
    readFileSync(join(FOLDER, name), 'utf8'),
  ]),
);

if (process.argv.includes('--check')) {
  const names = [...new Set([...pages.keys(), ...committed.keys()])].sort();
  const stale = names.filter((name) => pages.get(name) !== committed.get(name));
  for (const name of stale) console.error(`${join(FOLDER, name)} is not current; run "npm run docs:api"`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, text] of pages) writeFileSync(join(FOLDER, name), text);
}
