import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** Folder beside an output folder for what depends on this machine. */
const STATE_FOLDER = '.netstack';

/** Where earlier versions had the index: in the output folder. */
const FORMER_INDEX = '.netstack.json';

/** The index of an output folder: beside it, so that the output folder can be committed. */
export function indexFileOf(output: string): string {
  const folder = resolve(output);
  return join(dirname(folder), STATE_FOLDER, `${basename(folder)}.json`);
}

/** Replaces the index of an output folder. The folder of indexes excludes itself from git. */
export function writeIndex(output: string, text: string): void {
  const file = indexFileOf(output);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(join(dirname(file), '.gitignore'), '*\n');
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, text);
  renameSync(fresh, file);
  rmSync(join(output, FORMER_INDEX), { force: true });
}
