'use strict';
require('./check-node');
/*
 * Runs a TypeScript entry of this project from a bundle, which is built again when one of its sources has changed. A
 * published package carries its bundles and no sources.
 */
const fs = require('node:fs');
const { createRequire, wrap } = require('node:module');
const path = require('node:path');
const { Script } = require('node:vm');
const { crc32 } = require('node:zlib');
const files = require('./bundle-files');

const { BUILD, ROOT } = files;

/** Bytes of the checksum, and of the size of V8's bytecode, that a compile cache begins with. */
const CHECKSUM_BYTES = 4;
const HEAD_BYTES = CHECKSUM_BYTES + 4;

/** What Node puts before a module's code, on its first line. Source maps do not count it. */
const WRAP_LENGTH = wrap('|').indexOf('|');

/**
 * The bundle of an entry such as `src/cli/netstack.ts`. In a checkout it is built where there is none of the current
 * sources, or only a damaged one; a damaged bundle of a published package cannot be built again.
 */
function loadBundle(entry, part) {
  const name = files.nameBundle(entry, part);
  if (!fs.existsSync(path.join(ROOT, entry))) {
    const file = path.join(BUILD, `${name}.js`);
    return files.readBundle(file) ?? refuseDamaged(file);
  }
  const digest = readStamp(name);
  const bundle = digest && files.readBundle(path.join(BUILD, `${name}.${digest}.js`));
  return bundle ?? require('./build-bundle').buildAgain(entry, part);
}

/**
 * The digest of the bundle that was built last; undefined where a source has changed since. Reading the sources takes
 * longer than the rest of a short run, so only their sizes, inodes and times are compared.
 */
function readStamp(name) {
  const stamp = readIfThere(files.stampOf(name));
  const [head = '', ...lines] = stamp.split('\n');
  const [digest, checksum] = head.split(' ');
  if (checksum !== files.formatChecksum(crc32(stamp.slice(head.length + 1)))) return undefined;
  for (const line of lines)
    if (files.describeSource(line.slice(0, line.indexOf('\t'))) !== line) return undefined;
  return digest;
}

function readIfThere(file) {
  try {
    return fs.readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}

function refuseDamaged(file) {
  process.stderr.write(`netstack: "${file}" is damaged or missing; install k3s-netstack again\n`);
  process.exit(1);
}

/** Only on request: reading the map takes longer than a short run. */
function wantsSourceMaps() {
  return process.sourceMapsEnabled || process.env.DEBUG !== undefined;
}

/**
 * Runs a bundle and returns what it exports. V8's compiled code is kept beside the bundle, since compiling is most of a
 * short run: for each command the code that it runs, since reading the code of all commands takes longer than most of
 * them.
 *
 * @param part a part of the program that is enough for this call; the whole program has the source map
 */
function run(entry, part) {
  const bundle = loadBundle(entry, wantsSourceMaps() ? undefined : part);
  const { file, text } = bundle;
  if (wantsSourceMaps()) require('./source-maps').mapStackTraces(file);
  const common = nameCache(file);
  const own = part === 'help' ? common : nameCache(file, process.argv[2]);
  const known = readCache(own, bundle) ?? readCache(common, bundle);
  const script = new Script(wrap(text), {
    filename: file,
    columnOffset: -WRAP_LENGTH,
    cachedData: known?.code,
  });
  process.once('exit', (status) => {
    const isWrong = status === WRONG_CALL;
    const name = isWrong ? common : own;
    if (!script.cachedDataRejected && known !== undefined) {
      const isEnough = known.name === name ? !hasGrown(known) : isWrong;
      if (isEnough) return;
    }
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
function readCache(name, { checksum }) {
  let bytes;
  try {
    bytes = fs.readFileSync(name);
  } catch {
    return undefined;
  }
  if (bytes.length < HEAD_BYTES) return undefined;
  const isWhole = crc32(bytes.subarray(CHECKSUM_BYTES), checksum) === bytes.readUInt32LE();
  if (!isWhole) return undefined;
  return { name, bytecode: bytes.readUInt32LE(CHECKSUM_BYTES), code: bytes.subarray(HEAD_BYTES) };
}

function writeCache(file, code, { checksum }) {
  const bytes = Buffer.concat([Buffer.alloc(HEAD_BYTES), code]);
  bytes.writeUInt32LE(measureBytecode(), CHECKSUM_BYTES);
  bytes.writeUInt32LE(crc32(bytes.subarray(CHECKSUM_BYTES), checksum));
  files.writeIfPossible(file, bytes);
}

if (require.main === module) require('./build-bundle').buildPackage();

module.exports = { run };
