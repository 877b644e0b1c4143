'use strict';
/* The files of bundles: where they are, how they are written, and how damage shows. */
const fs = require('node:fs');
const path = require('node:path');
// Half the time of loading node:crypto. What it guards against is damage, and who can write here can run code anyway.
const { crc32 } = require('node:zlib');

const ROOT = path.dirname(__dirname);
const BUILD = path.join(ROOT, 'build');

/** The last line of a bundle: the checksum of everything above it. */
const SEAL = /\/\/# crc32=([0-9a-f]{8})\n$/;
const SEAL_LENGTH = '//# crc32=\n'.length + 8;

/** A bundle with its last line. */
function sealBundle(body) {
  return Buffer.concat([body, Buffer.from(`//# crc32=${formatChecksum(crc32(body))}\n`)]);
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

/** The name of a bundle, and that of the file that says of which sources it is. */
function nameBundle(entry, part) {
  const name = path.basename(entry, '.ts');
  return part === undefined ? name : `${name}-${part}`;
}

function stampOf(name) {
  return path.join(BUILD, `${name}.stamp`);
}

/** What changes with a source. */
function describeSource(name) {
  const stat = fs.statSync(`${ROOT}/${name}`, { throwIfNoEntry: false });
  return stat === undefined
    ? `${name}\tmissing`
    : `${name}\t${stat.ino} ${stat.size} ${stat.mtimeMs} ${stat.ctimeMs}`;
}

/** A CRC-32 in eight hexadecimal digits. */
function formatChecksum(checksum) {
  return checksum.toString(16).padStart(8, '0');
}

/** Writes beside the file and renames, so that a process that runs at the same time never reads half of it. */
function replaceFile(file, bytes) {
  const unique = require('node:crypto').randomBytes(6).toString('hex');
  const partial = `${file}.${unique}.partial`;
  try {
    fs.mkdirSync(BUILD, { recursive: true });
    fs.writeFileSync(partial, bytes);
    fs.renameSync(partial, file);
  } catch (error) {
    fs.rmSync(partial, { force: true });
    throw error;
  }
}

/** Where nothing can be written, such as in another user's folder, the next run does the same work again. */
function writeIfPossible(file, bytes) {
  try {
    replaceFile(file, bytes);
    return true;
  } catch {
    return false;
  }
}

module.exports = {
  ...{ ROOT, BUILD, sealBundle, readBundle, openBundle, nameBundle, stampOf, describeSource, formatChecksum },
  ...{ replaceFile, writeIfPossible },
};
