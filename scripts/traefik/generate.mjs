/**
 * Writes `src/releases/traefik-arguments.json` and `src/releases/traefik-values.json`: which arguments each Traefik has, and
 * which values each version of its chart. The sources are the reference that Traefik generates from its own configuration,
 * and the chart's schema.
 *
 *     npm run traefik -- [--check] [--traefik <git repository>] [--chart <git repository>]
 *
 * The Traefik of `crds/go.mod` comes from its Go module. Older ones come from the repository; without it their entries
 * remain. With `--check` it writes nothing and reports whether the files are current.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readArguments } from './arguments.mjs';
import { joinTable, splitTable } from './table.mjs';
import { readClosedMaps } from './values.mjs';

const ROOT = path.dirname(path.dirname(import.meta.dirname));

/** Each Traefik that a supported k3s packages, oldest first; the newest is the one of `crds/go.mod`. */
const TRAEFIKS = [
  ...[
    '2.11.10',
    '2.11.18',
    '3.3.2',
    '3.3.6',
    '3.5.1',
    '3.6.7',
    '3.6.9',
    '3.6.10',
    '3.6.13',
    '3.7.4',
    '3.7.8',
  ],
  '3.7.13',
];

/** One chart of each generation that a supported k3s packages. */
const CHARTS = { 34: '34.2.0', 37: '37.1.0', 38: '38.0.2', 39: '39.0.7', 40: '40.1.0', 41: '41.3.0' };

/** Where Traefik keeps the reference of its arguments; the first that a version has. */
const REFERENCES = [
  'docs/content/reference/install-configuration/configuration-options.md',
  'docs/content/reference/static-configuration/cli-ref.md',
];

function show(repository, object) {
  const { status, stdout } = spawnSync('git', ['-C', repository, 'show', object], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return status === 0 ? stdout : undefined;
}

/** The folder of Traefik's Go module; undefined without Go. */
function findModule(version) {
  if (spawnSync('go', ['version']).status !== 0) return undefined;
  const module = `github.com/traefik/traefik/v3@v${version}`;
  const answer = execFileSync('go', ['mod', 'download', '-json', module], {
    cwd: path.join(ROOT, 'crds'),
    encoding: 'utf8',
  });
  return JSON.parse(answer).Dir;
}

function readReference(version, repository) {
  if (version === TRAEFIKS.at(-1)) {
    const folder = findModule(version);
    return folder && readFileSync(path.join(folder, REFERENCES[0]), 'utf8');
  }
  if (repository === undefined) return undefined;
  const texts = REFERENCES.map((file) => show(repository, `v${version}:${file}`));
  return texts.find((text) => text !== undefined);
}

function generateArguments(before, repository) {
  return TRAEFIKS.map((version) => {
    const text = readReference(version, repository);
    return [version, text === undefined ? (before.get(version) ?? []) : readArguments(text)];
  });
}

function generateValues(before, repository) {
  return Object.entries(CHARTS).map(([generation, version]) => {
    const text = repository && show(repository, `v${version}:traefik/values.schema.json`);
    return [
      generation,
      text === undefined ? (before.get(generation) ?? []) : readClosedMaps(JSON.parse(text)),
    ];
  });
}

function readTable(file) {
  try {
    return splitTable(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return new Map();
  }
}

function main() {
  const { values: options } = parseArgs({
    options: {
      check: { type: 'boolean', default: false },
      traefik: { type: 'string' },
      chart: { type: 'string' },
    },
  });
  const files = [
    ['src/releases/traefik-arguments.json', (before) => generateArguments(before, options.traefik)],
    ['src/releases/traefik-values.json', (before) => generateValues(before, options.chart)],
  ];
  for (const [name, generate] of files) {
    const file = path.join(ROOT, name);
    const content = `${JSON.stringify(joinTable(generate(readTable(file))), null, 2)}\n`;
    if (!options.check) writeFileSync(file, content);
    else if (readFileSync(file, 'utf8') !== content) {
      console.error(`traefik: ${name} is not current; run "npm run traefik"`);
      process.exitCode = 1;
    }
  }
}

main();
