'use strict';
require('./check-node');
/*
 * Runs a TypeScript entry of this project from a bundle, which is built again when the content of a source has changed.
 * A published package carries its bundle and no sources.
 */
const { createHash, randomBytes } = require('node:crypto');
const fs = require('node:fs');
const { createRequire, wrap } = require('node:module');
const path = require('node:path');
const { Script } = require('node:vm');

const ROOT = path.dirname(__dirname);
const BUILD = path.join(ROOT, 'build');

/** The folders and files that a bundle consists of, or that decide how it is built. */
const SOURCES = [
  ...['bench', 'charts', 'constructs', 'crds', 'imports', 'src'],
  ...['main.ts', 'package-lock.json', 'bin/bundle.js', 'bin/quiet-process.js'],
];

/** The last line of a bundle: the digest of everything above it. */
const SEAL = /\/\/# sha256=([0-9a-f]{64})\n$/;
const SEAL_LENGTH = '//# sha256=\n'.length + 64;

/** Bytes of the digest that a compile cache begins with. */
const DIGEST_BYTES = 32;

/** What Node puts before a module's code, on its first line. Source maps do not count it. */
const WRAP_LENGTH = wrap('|').indexOf('|');

/** What the sources looked like when they were hashed last. */
const STAMP = path.join(BUILD, 'sources.stamp');

/**
 * Content hash of every source, in an order that is the same on every machine. Reading the files takes longer than the
 * rest of a short run, so they are read only when one of them looks different: its size, inode or times.
 */
function hashSources() {
  const files = SOURCES.flatMap(listSources);
  const stamp = createHash('sha256').update(files.map(describeFile).join('\n')).digest('hex');
  const [knownStamp, knownDigest] = readIfThere(STAMP).split(' ');
  if (stamp === knownStamp && /^[0-9a-f]{16}$/.test(knownDigest)) return knownDigest;
  const hash = createHash('sha256');
  for (const file of files) {
    hash
      .update(`${file}\0`)
      .update(fs.readFileSync(path.join(ROOT, file)))
      .update('\0');
  }
  const digest = hash.digest('hex').slice(0, 16);
  writeIfPossible(STAMP, `${stamp} ${digest}`);
  return digest;
}

/** The files that a source consists of. */
function listSources(name) {
  const stat = fs.statSync(path.join(ROOT, name), { throwIfNoEntry: false });
  if (stat === undefined) return [];
  return stat.isDirectory() ? listFolder(name) : [name];
}

function listFolder(name) {
  const entries = fs.readdirSync(path.join(ROOT, name), { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const file = `${name}/${entry.name}`;
    if (entry.name.startsWith('.')) return [];
    if (entry.isDirectory()) return listFolder(file);
    return /\.(ts|json|js)$/.test(entry.name) ? [file] : [];
  });
}

function describeFile(name) {
  const { ino, size, mtimeMs, ctimeMs } = fs.statSync(path.join(ROOT, name));
  return `${name} ${ino} ${size} ${mtimeMs} ${ctimeMs}`;
}

function readIfThere(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/**
 * The bundle of an entry such as `src/cli/netstack.ts`. In a checkout it is built where there is none of the current
 * sources, or only a damaged one; a damaged bundle of a published package cannot be built again.
 */
function loadBundle(entry) {
  const name = path.basename(entry, '.ts');
  if (!fs.existsSync(path.join(ROOT, entry))) {
    const file = path.join(BUILD, `${name}.js`);
    return readBundle(file) || refuseDamaged(file);
  }
  const digest = hashSources();
  const file = path.join(BUILD, `${name}.${digest}.js`);
  const bundle = readBundle(file);
  if (bundle !== undefined) return bundle;
  build(entry, file, digest);
  removeStale(name, file);
  return readBundle(file) || refuseDamaged(file);
}

/** The file and its text; undefined where the file is missing, or is not as it was written. */
function readBundle(file) {
  if (!fs.existsSync(file)) return undefined;
  const bytes = fs.readFileSync(file);
  const end = Math.max(0, bytes.length - SEAL_LENGTH);
  const seal = SEAL.exec(bytes.toString('latin1', end));
  const digest = createHash('sha256').update(bytes.subarray(0, end)).digest();
  if (seal === null || seal[1] !== digest.toString('hex')) return undefined;
  return { file, digest, text: bytes.toString('utf8', 0, end) };
}

function refuseDamaged(file) {
  process.stderr.write(`netstack: "${file}" is damaged or missing; install k3s-netstack again\n`);
  process.exit(1);
}

function build(entry, file, digest) {
  const { outputFiles } = require('esbuild').buildSync({
    entryPoints: [path.join(ROOT, entry)],
    absWorkingDir: ROOT,
    bundle: true,
    platform: 'node',
    target: 'node20',
    outfile: file,
    write: false,
    logLevel: 'warning',
    sourcemap: 'external',
    sourcesContent: false,
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    alias: { process: path.join(__dirname, 'quiet-process.js') },
    // A cluster is written again when the program is not the one that wrote it.
    define: { 'process.env.NETSTACK_CODE': JSON.stringify(digest) },
  });
  const contentsOf = (name) => Buffer.from(outputFiles.find((output) => output.path === name).contents);
  const mapComment = `//# sourceMappingURL=${path.basename(file)}.map\n`;
  const bytes = Buffer.concat([contentsOf(file), Buffer.from(mapComment)]);
  const seal = createHash('sha256').update(bytes).digest('hex');
  fs.mkdirSync(BUILD, { recursive: true });
  replaceFile(`${file}.map`, contentsOf(`${file}.map`));
  replaceFile(file, Buffer.concat([bytes, Buffer.from(`//# sha256=${seal}\n`)]));
}

/** Writes beside the file and renames, so that a process that runs at the same time never reads half of it. */
function replaceFile(file, bytes) {
  const partial = `${file}.${randomBytes(6).toString('hex')}.partial`;
  try {
    fs.writeFileSync(partial, bytes);
    fs.renameSync(partial, file);
  } catch (error) {
    fs.rmSync(partial, { force: true });
    throw error;
  }
}

/** A partial file that is older than this belongs to a process that was killed. */
const PARTIAL_MS = 60_000;

/** Removes bundles of former sources and what killed processes left. */
function removeStale(name, current) {
  const own = new RegExp(`^${name}\\.[0-9a-f]{16}\\.js(\\.cache|\\.map)?$`);
  for (const entry of fs.readdirSync(BUILD)) {
    const file = path.join(BUILD, entry);
    const isOld = own.test(entry) && !file.startsWith(current);
    if (isOld || (entry.endsWith('.partial') && ageOf(file) > PARTIAL_MS)) fs.rmSync(file, { force: true });
  }
}

function ageOf(file) {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? 0 : Date.now() - stat.mtimeMs;
}

/**
 * Runs a bundle and returns what it exports. V8's compiled code is kept beside the bundle, since compiling is most of a
 * short run. V8 executes damaged code without a check and crashes, so the cache carries a digest.
 */
function run(entry) {
  const { file, digest, text } = loadBundle(entry);
  // Only who asks for it pays: reading the map takes longer than a short run.
  if (process.sourceMapsEnabled || process.env.DEBUG !== undefined) {
    require('./source-maps').mapStackTraces(file);
  }
  const cache = `${file}.cache`;
  const cachedData = readCache(cache, digest);
  const script = new Script(wrap(text), { filename: file, columnOffset: -WRAP_LENGTH, cachedData });
  if (cachedData === undefined || script.cachedDataRejected) {
    process.once('exit', () => {
      const data = script.createCachedData();
      writeIfPossible(cache, Buffer.concat([digestCache(digest, data), data]));
    });
  }
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file, path.dirname(file));
  return module.exports;
}

function readCache(file, bundleDigest) {
  let bytes;
  try {
    bytes = fs.readFileSync(file);
  } catch {
    return undefined;
  }
  const data = bytes.subarray(DIGEST_BYTES);
  const isWhole = digestCache(bundleDigest, data).equals(bytes.subarray(0, DIGEST_BYTES));
  return isWhole ? data : undefined;
}

function digestCache(bundleDigest, data) {
  return createHash('sha256').update(bundleDigest).update(data).digest();
}

/** Where nothing can be written, such as in another user's folder, the next run does the same work again. */
function writeIfPossible(file, bytes) {
  try {
    fs.mkdirSync(BUILD, { recursive: true });
    replaceFile(file, bytes);
  } catch {
    // Nothing else depends on it.
  }
}

/** Builds the bundle that a published package carries. */
if (require.main === module) build('src/cli/netstack.ts', path.join(BUILD, 'netstack.js'), hashSources());

module.exports = { run };
