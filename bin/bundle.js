'use strict';
/**
 * Runs a TypeScript entry of this project from a bundle, made anew whenever the content of a source has changed.
 * A published package carries its bundles and no sources: then they are taken as they are.
 */
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const { createRequire, wrap } = require('node:module');
const path = require('node:path');
const { Script } = require('node:vm');

const ROOT = path.dirname(__dirname);
const BUILD = path.join(ROOT, 'build');

/** What ends up in a bundle, or decides how it is made. */
const SOURCES = [
  ...['bench', 'charts', 'constructs', 'crds', 'imports', 'src'],
  ...['main.ts', 'package-lock.json', 'bin/bundle.js', 'bin/quiet-process.js'],
];

/** Content hash of every source, in an order that is the same everywhere. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const source of SOURCES) addTo(hash, path.join(ROOT, source), source);
  return hash.digest('hex').slice(0, 16);
}

function addTo(hash, file, name) {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return;
  if (stat.isDirectory()) {
    const entries = fs.readdirSync(file).filter((entry) => !entry.startsWith('.'));
    for (const entry of entries.sort()) addTo(hash, path.join(file, entry), `${name}/${entry}`);
  } else if (/\.(ts|json|js)$/.test(name)) {
    hash.update(`${name}\0`).update(fs.readFileSync(file)).update('\0');
  }
}

/** The bundle of an entry such as `src/cli/netstack.ts`, made if there is none of the sources as they are. */
function bundleOf(entry) {
  const name = path.basename(entry, '.ts');
  const published = path.join(BUILD, `${name}.js`);
  if (!fs.existsSync(path.join(ROOT, entry))) return published;
  const fresh = path.join(BUILD, `${name}.${fingerprint()}.js`);
  if (!fs.existsSync(fresh)) {
    build(entry, fresh);
    removeStale(name, fresh);
  }
  return fresh;
}

/** Written beside and renamed, so that who runs at the same time never sees half a bundle. */
function build(entry, file) {
  const partial = `${file}.${process.pid}.partial`;
  require('esbuild').buildSync({
    entryPoints: [path.join(ROOT, entry)],
    absWorkingDir: ROOT,
    bundle: true,
    platform: 'node',
    target: 'node20',
    outfile: partial,
    logLevel: 'warning',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    alias: { process: path.join(__dirname, 'quiet-process.js') },
    // What is written once is written again when the program is another one.
    define: { 'process.env.NETSTACK_CODE': JSON.stringify(fingerprint()) },
  });
  fs.renameSync(partial, file);
}

function removeStale(name, fresh) {
  for (const file of fs.readdirSync(BUILD)) {
    const stale =
      new RegExp(`^${name}\\.[0-9a-f]{16}\\.js(\\.cache)?$`).test(file) &&
      !file.startsWith(path.basename(fresh));
    if (stale) fs.rmSync(path.join(BUILD, file), { force: true });
  }
}

/** Runs a bundle and returns what it exports. What V8 made of it is kept beside it: compiling is most of a short run. */
function run(entry) {
  const file = bundleOf(entry);
  const cache = `${file}.cache`;
  const cachedData = fs.existsSync(cache) ? fs.readFileSync(cache) : undefined;
  const script = new Script(wrap(fs.readFileSync(file, 'utf8')), { filename: file, cachedData });
  if (cachedData === undefined || script.cachedDataRejected) {
    process.once('exit', () => remember(cache, script.createCachedData()));
  }
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file, path.dirname(file));
  return module.exports;
}

/** A cache that cannot be written, in a folder of somebody else's, is none. */
function remember(cache, data) {
  const partial = `${cache}.${process.pid}.partial`;
  try {
    fs.writeFileSync(partial, data);
    fs.renameSync(partial, cache);
  } catch {
    fs.rmSync(partial, { force: true });
  }
}

/** The entries that a published package carries. */
function buildPublished() {
  for (const entry of ['src/cli/netstack.ts', 'main.ts']) {
    build(entry, path.join(BUILD, `${path.basename(entry, '.ts')}.js`));
  }
}

if (require.main === module) buildPublished();

module.exports = { run };
