'use strict';
/* Builds bundles of this project. A published package does not have this file. */
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { crc32 } = require('node:zlib');
const files = require('./bundle-files');
const { PARTS } = require('./parts');

const { BUILD, ROOT } = files;
const PROGRAM = 'src/cli/netstack.ts';

/** What decides how a bundle is built, beside its sources. */
const SETTINGS = [
  ...['package-lock.json', 'tsconfig.json', 'bin/build-bundle.js', 'bin/bundle-files.js', 'bin/parts.js'],
  ...['bin/kubernetes-kinds.js', 'bin/lazy-child-process.js', 'bin/lazy-crypto.js', 'bin/lazy-module.js'],
  'bin/quiet-process.js',
];

/** How late the clock of a file system may be. */
const CLOCK_MS = 10;

/** Stands in a bundle for its digest until that is known. */
const NO_DIGEST = 'digest-of-bundle';

/** Builds and writes a bundle. Where nothing can be written, it is used without a file. */
function buildAgain(entry, part) {
  const name = files.nameBundle(entry, part);
  const { digest, bytes, map, sources } = build(entry, part, (code) => `${name}.${code}.js`);
  const file = path.join(BUILD, `${name}.${digest}.js`);
  if (map !== undefined) files.writeIfPossible(`${file}.map`, map);
  if (files.writeIfPossible(file, bytes)) {
    writeStamp(name, digest, sources);
    removeStale(name, file);
  }
  return files.openBundle(file, bytes);
}

/**
 * The bytes of a bundle, and its source map, which only the whole program has. Its digest is that of its code: a cluster is
 * written again when another version of the program wrote it.
 *
 * @param nameFile the name of the file, by the digest
 */
function build(entry, part, nameFile) {
  // Before the sources are read: what is saved meanwhile differs from the stamp then.
  const startMs = Date.now() - CLOCK_MS;
  const { outputFiles, metafile } = runEsbuild(entry, part);
  const contentsOf = (end) => outputFiles.find((output) => output.path.endsWith(end))?.contents;
  const code = Buffer.from(contentsOf('.js')).toString('latin1');
  const digest = createHash('sha256').update(code).digest('hex').slice(0, 16);
  const mapComment = part === undefined ? `//# sourceMappingURL=${nameFile(digest)}.map\n` : '';
  const body = Buffer.from(code.replaceAll(NO_DIGEST, digest) + mapComment, 'latin1');
  const map = contentsOf('.map');
  return {
    digest,
    bytes: files.sealBundle(body),
    map: map && Buffer.from(map),
    sources: listSources(metafile, startMs),
  };
}

/** The sources of a bundle and their folders, where a new file may be one that an import now means. */
function listSources({ inputs }, startMs) {
  const own = Object.keys(inputs).filter((input) => !/(^|\/)node_modules\//.test(input));
  const folders = new Set(own.flatMap(listFolders));
  const lines = [...SETTINGS, ...own, ...folders].sort().map(files.describeSource);
  const isFresh = (line) => Number(/ ([\d.]+)$/.exec(line)?.[1] ?? 0) >= startMs;
  // A source that was saved while it was read may have been read before.
  return lines.map((line) =>
    isFresh(line) && !line.includes('/\t') ? line.replace(/\t.*/, '\tfresh') : line,
  );
}

/** `src/cli/netstack.ts` is in `src/` and in `src/cli/`. */
function listFolders(file) {
  const names = file.split('/').slice(0, -1);
  return names.map((_, index) => `${names.slice(0, index + 1).join('/')}/`);
}

function writeStamp(name, digest, lines) {
  const text = lines.join('\n');
  files.writeIfPossible(files.stampOf(name), `${digest} ${files.formatChecksum(crc32(text))}\n${text}`);
}

/** The folders of the packages whose code the published bundle contains, sorted. */
function listBundledPackages() {
  const folders = Object.keys(runEsbuild(PROGRAM).metafile.inputs).flatMap((input) => {
    const [folder] = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? [];
    return folder === undefined ? [] : [folder];
  });
  return [...new Set(folders)].sort();
}

function runEsbuild(entry, part) {
  return require('esbuild').buildSync({
    metafile: true,
    entryPoints: [path.join(ROOT, entry)],
    absWorkingDir: ROOT,
    bundle: true,
    platform: 'node',
    target: 'node20',
    outfile: path.join(BUILD, `${path.basename(entry, '.ts')}.js`),
    write: false,
    logLevel: 'warning',
    sourcemap: part === undefined && 'external',
    sourcesContent: false,
    charset: 'ascii',
    minifySyntax: true,
    minifyWhitespace: true,
    minifyIdentifiers: part !== undefined,
    legalComments: 'none',
    external: listLeftOut(part),
    // What is left out would be required as a module otherwise, which a script cannot do.
    supported: { 'dynamic-import': false },
    alias: {
      process: path.join(__dirname, 'quiet-process.js'),
      'node:child_process': path.join(__dirname, 'lazy-child-process.js'),
      'node:crypto': path.join(__dirname, 'lazy-crypto.js'),
      'cdk8s-plus-27': path.join(__dirname, 'kubernetes-kinds.js'),
      'cdk8s-plus-27-kinds': require.resolve('cdk8s-plus-27/lib/imports/k8s'),
    },
    define: { 'process.env.NETSTACK_CODE': JSON.stringify(NO_DIGEST) },
  });
}

/** The modules that a part does not have, as the sources import them. */
function listLeftOut(part) {
  if (part === undefined) return [];
  const { commands, without } = PARTS[part];
  const all = fs.existsSync(path.join(ROOT, 'src/cli/commands'))
    ? fs.readdirSync(path.join(ROOT, 'src/cli/commands')).map((file) => path.basename(file, '.ts'))
    : [];
  const others = all.filter((command) => !commands.includes(command));
  return [
    ...others.flatMap((command) => [`./commands/${command}.js`, `../commands/${command}.js`]),
    ...['../../lab/index.js', '../diff/live.js', ...without],
  ];
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

/** Builds the bundles that a published package carries. */
function buildPackage() {
  for (const part of [...Object.keys(PARTS), undefined]) {
    const name = files.nameBundle(PROGRAM, part);
    const file = path.join(BUILD, `${name}.js`);
    const { bytes, map } = build(PROGRAM, part, () => `${name}.js`);
    try {
      if (map !== undefined) files.replaceFile(`${file}.map`, map);
      files.replaceFile(file, bytes);
    } catch (error) {
      if (error.syscall === undefined || process.env.DEBUG !== undefined) throw error;
      process.stderr.write(`netstack: "${file}" cannot be written: ${error.message}\n`);
      process.exitCode = 1;
      return;
    }
  }
}

module.exports = { buildAgain, buildPackage, listBundledPackages };
