'use strict';
require('./check-node');
/*
 * Runs a TypeScript entry of this project from a bundle, which is built again when the content of a source has changed.
 * A published package carries its bundle and no sources.
 */
const fs = require('node:fs');
const { createRequire, wrap } = require('node:module');
const path = require('node:path');
const { Script } = require('node:vm');
// Half the time of loading node:crypto. What it guards against is damage, and who can write here can run code anyway.
const { crc32 } = require('node:zlib');

const ROOT = path.dirname(__dirname);
const BUILD = path.join(ROOT, 'build');

/** The folders and files that a bundle consists of, or that decide how it is built. */
const SOURCES = [
  ...['bench', 'charts', 'constructs', 'crds', 'imports', 'src'],
  ...['main.ts', 'package-lock.json', 'bin/bundle.js', 'bin/kubernetes-kinds.js', 'bin/quiet-process.js'],
];

/** The last line of a bundle: the checksum of everything above it. */
const SEAL = /\/\/# crc32=([0-9a-f]{8})\n$/;
const SEAL_LENGTH = '//# crc32=\n'.length + 8;

/** Bytes of the checksum, and of the size of V8's bytecode, that a compile cache begins with. */
const CHECKSUM_BYTES = 4;
const HEAD_BYTES = CHECKSUM_BYTES + 4;

/** What Node puts before a module's code, on its first line. Source maps do not count it. */
const WRAP_LENGTH = wrap('|').indexOf('|');

/** What the sources looked like when they were hashed last. */
const STAMP = path.join(BUILD, 'sources.stamp');

/**
 * Content hash of every source, in an order that is the same on every machine. Reading the files takes longer than the
 * rest of a short run, so they are read only when one of them, or a folder of them, looks different: its size, inode or
 * times.
 */
function hashSources() {
  return readStamp() ?? hashContents();
}

/** The hash in the stamp; undefined where a source has changed since. */
function readStamp() {
  const stamp = readIfThere(STAMP);
  const [, digest, checksum, lines] = /^([0-9a-f]{16}) ([0-9a-f]{8})\n([^]*)$/.exec(stamp) ?? [];
  if (lines === undefined || formatChecksum(crc32(lines)) !== checksum) return undefined;
  for (const line of lines.split('\n'))
    if (describeSource(line.slice(0, line.indexOf('\t'))) !== line) return undefined;
  return digest;
}

function hashContents() {
  const { createHash } = require('node:crypto');
  const sources = SOURCES.flatMap(listSources);
  const lines = sources.map(describeSource).join('\n');
  const hash = createHash('sha256');
  for (const name of sources.filter((source) => !source.endsWith('/'))) {
    hash
      .update(`${name}\0`)
      .update(fs.readFileSync(path.join(ROOT, name)))
      .update('\0');
  }
  const digest = hash.digest('hex').slice(0, 16);
  writeIfPossible(STAMP, `${digest} ${formatChecksum(crc32(lines))}\n${lines}`);
  return digest;
}

/** The files that a source consists of, and the folders that they are in, which end with a slash. */
function listSources(name) {
  const stat = fs.statSync(path.join(ROOT, name), { throwIfNoEntry: false });
  if (stat === undefined) return [];
  return stat.isDirectory() ? listFolder(`${name}/`) : [name];
}

function listFolder(folder) {
  const entries = fs.readdirSync(path.join(ROOT, folder), { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const sources = entries.flatMap((entry) => {
    const name = `${folder}${entry.name}`;
    if (entry.name.startsWith('.')) return [];
    if (entry.isDirectory()) return listFolder(`${name}/`);
    return /\.(ts|json|js)$/.test(entry.name) ? [name] : [];
  });
  return [folder, ...sources];
}

function describeSource(name) {
  const stat = fs.statSync(`${ROOT}/${name}`, { throwIfNoEntry: false });
  return stat && `${name}\t${stat.ino} ${stat.size} ${stat.mtimeMs} ${stat.ctimeMs}`;
}

function readIfThere(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** A CRC-32 in eight hexadecimal digits. */
function formatChecksum(checksum) {
  return checksum.toString(16).padStart(8, '0');
}

/**
 * The bundle of an entry such as `src/cli/netstack.ts`. In a checkout it is built where there is none of the current
 * sources, or only a damaged one; a damaged bundle of a published package cannot be built again.
 */
function loadBundle(entry) {
  const name = path.basename(entry, '.ts');
  if (!fs.existsSync(path.join(ROOT, entry))) {
    const file = path.join(BUILD, `${name}.js`);
    return readBundle(file) ?? refuseDamaged(file);
  }
  const digest = hashSources();
  const file = path.join(BUILD, `${name}.${digest}.js`);
  return readBundle(file) ?? buildAgain(entry);
}

/** The file, its text and its checksum; undefined where the file is missing, or is not as it was written. */
function readBundle(file) {
  if (!fs.existsSync(file)) return undefined;
  return openBundle(file, fs.readFileSync(file));
}

function openBundle(file, bytes) {
  const end = Math.max(0, bytes.length - SEAL_LENGTH);
  const seal = SEAL.exec(bytes.toString('latin1', end));
  const body = bytes.subarray(0, end);
  const checksum = crc32(body);
  if (seal === null || seal[1] !== formatChecksum(checksum)) return undefined;
  // A bundle is ASCII: V8 then stores a byte for each character.
  return { file, checksum, text: body.latin1Slice() };
}

function refuseDamaged(file) {
  process.stderr.write(`netstack: "${file}" is damaged or missing; install k3s-netstack again\n`);
  process.exit(1);
}

/** Where nothing can be written, the bundle is used without a file. */
function buildAgain(entry) {
  // The stamp may be what is wrong.
  const digest = hashContents();
  const current = path.join(BUILD, `${path.basename(entry, '.ts')}.${digest}.js`);
  const { bytes, map } = build(entry, current, digest);
  writeIfPossible(`${current}.map`, map);
  if (writeIfPossible(current, bytes)) removeStale(path.basename(entry, '.ts'), current);
  return openBundle(current, bytes);
}

/** A bundle and its source map. */
function build(entry, file, digest) {
  const { outputFiles } = runEsbuild(entry, file, digest);
  const contentsOf = (name) => Buffer.from(outputFiles.find((output) => output.path === name).contents);
  const mapComment = `//# sourceMappingURL=${path.basename(file)}.map\n`;
  const body = Buffer.concat([contentsOf(file), Buffer.from(mapComment)]);
  const bytes = Buffer.concat([body, Buffer.from(`//# crc32=${formatChecksum(crc32(body))}\n`)]);
  return { bytes, map: contentsOf(`${file}.map`) };
}

/** The folders of the packages whose code the published bundle contains, sorted. */
function listBundledPackages() {
  const { metafile } = runEsbuild('src/cli/netstack.ts', path.join(BUILD, 'netstack.js'), '', true);
  const folders = Object.keys(metafile.inputs).flatMap((input) => {
    const [folder] = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? [];
    return folder === undefined ? [] : [folder];
  });
  return [...new Set(folders)].sort();
}

function runEsbuild(entry, file, digest, metafile = false) {
  return require('esbuild').buildSync({
    metafile,
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
    charset: 'ascii',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    alias: {
      process: path.join(__dirname, 'quiet-process.js'),
      'cdk8s-plus-27': path.join(__dirname, 'kubernetes-kinds.js'),
      'cdk8s-plus-27-kinds': require.resolve('cdk8s-plus-27/lib/imports/k8s'),
    },
    // A cluster is written again when another version of the program wrote it.
    define: { 'process.env.NETSTACK_CODE': JSON.stringify(digest) },
  });
}

/** Writes beside the file and renames, so that a process that runs at the same time never reads half of it. */
function replaceFile(file, bytes) {
  const unique = require('node:crypto').randomBytes(6).toString('hex');
  const partial = `${file}.${unique}.partial`;
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

/** Removes bundles of former sources and what killed processes left, as far as they can be removed. */
function removeStale(name, current) {
  try {
    removeOthers(name, current);
  } catch {
    // Another user's file: the next build tries again.
  }
}

function removeOthers(name, current) {
  const own = new RegExp(`^${name}\\.[0-9a-f]{16}\\.js(\\.[a-z]+\\.cache|\\.map)?$`);
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
 * short run: for each command the code that it runs, since reading the code of all commands takes longer than most of
 * them.
 */
function run(entry) {
  const bundle = loadBundle(entry);
  const { file, text } = bundle;
  // Only on request: reading the map takes longer than a short run.
  if (process.sourceMapsEnabled || process.env.DEBUG !== undefined) {
    require('./source-maps').mapStackTraces(file);
  }
  const own = nameCache(file, process.argv[2]);
  const ownCache = readCache(own, bundle);
  const cachedData = (ownCache ?? readCache(nameCache(file), bundle))?.code;
  const script = new Script(wrap(text), { filename: file, columnOffset: -WRAP_LENGTH, cachedData });
  const known = script.cachedDataRejected ? undefined : ownCache;
  process.once('exit', (status) => {
    const name = status === WRONG_CALL ? nameCache(file) : own;
    if (known !== undefined && (name !== own || !hasGrown(known))) return;
    writeCache(name, script.createCachedData(), bundle);
  });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file, path.dirname(file));
  return module.exports;
}

/** Exit status of a call that cannot be understood: its first word may be anything, and gets no cache of its own. */
const WRONG_CALL = 2;

/** By this much more bytecode than when the cache was written, writing it again pays. */
const GROWTH = 1.1;

/**
 * Whether this run has compiled much that the cache does not have. It has what former runs executed, and the first one may
 * have refused a profile, or have found every cluster unchanged. Asking V8 takes 2 to 5 ms; compiling, ten times as long.
 */
function hasGrown({ bytecode }) {
  return measureBytecode() > bytecode * GROWTH;
}

/** Bytes of V8's bytecode in this process. */
function measureBytecode() {
  return require('node:v8').getHeapCodeStatistics().bytecode_and_metadata_size;
}

/** The compile cache of a command, or of calls without one. */
function nameCache(file, command = '') {
  return `${file}.${/^[a-z]+$/.test(command) ? command : 'help'}.cache`;
}

/** V8 executes damaged code without a check and crashes, so a cache begins with a checksum, of its bundle too. */
function readCache(file, { checksum }) {
  let bytes;
  try {
    bytes = fs.readFileSync(file);
  } catch {
    return undefined;
  }
  if (bytes.length < HEAD_BYTES) return undefined;
  const isWhole = crc32(bytes.subarray(CHECKSUM_BYTES), checksum) === bytes.readUInt32LE();
  if (!isWhole) return undefined;
  return { bytecode: bytes.readUInt32LE(CHECKSUM_BYTES), code: bytes.subarray(HEAD_BYTES) };
}

function writeCache(file, code, { checksum }) {
  const bytes = Buffer.concat([Buffer.alloc(HEAD_BYTES), code]);
  bytes.writeUInt32LE(measureBytecode(), CHECKSUM_BYTES);
  bytes.writeUInt32LE(crc32(bytes.subarray(CHECKSUM_BYTES), checksum));
  writeIfPossible(file, bytes);
}

/** Where nothing can be written, such as in another user's folder, the next run does the same work again. */
function writeIfPossible(file, bytes) {
  try {
    fs.mkdirSync(BUILD, { recursive: true });
    replaceFile(file, bytes);
    return true;
  } catch {
    return false;
  }
}

/** Builds the bundle that a published package carries. */
function buildPackage() {
  const file = path.join(BUILD, 'netstack.js');
  const { bytes, map } = build('src/cli/netstack.ts', file, hashContents());
  try {
    fs.mkdirSync(BUILD, { recursive: true });
    replaceFile(`${file}.map`, map);
    replaceFile(file, bytes);
  } catch (error) {
    if (error.syscall === undefined || process.env.DEBUG !== undefined) throw error;
    process.stderr.write(`netstack: "${file}" cannot be written: ${error.message}\n`);
    process.exitCode = 1;
  }
}

if (require.main === module) buildPackage();

module.exports = { run, listBundledPackages };
