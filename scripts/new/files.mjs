import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { format, resolveConfig } from 'prettier';

/** Ends the script with a message and without a stack trace. */
export function refuse(message) {
  console.error(message);
  process.exit(1);
}

/** `<folder>/<id>`, both in kebab case, from the command line. */
export function readName(usage, folders) {
  const [name = ''] = process.argv.slice(2);
  const match = /^([a-z][a-z0-9-]*)\/([a-z][a-z0-9]*(?:-[a-z0-9]+)+)$/.exec(name);
  if (match === null) refuse(`usage: ${usage}\nAn ID has two words or more: "pool-too-small".`);
  const [, folder, id] = match;
  if (!folders.includes(folder)) refuse(`"${folder}" is not one of ${folders.join(', ')}`);
  return { folder, id };
}

/** Writes new files, or none if one of them exists. */
export async function writeNew(files) {
  const taken = Object.keys(files).filter((file) => existsSync(file));
  if (taken.length > 0) refuse(`${taken.join(', ')} exists already`);
  for (const [file, text] of Object.entries(files)) await writeFormatted(file, text);
}

/** Writes a file in the project's format, and prints its name if it changed. */
export async function writeFormatted(file, text) {
  const formatted = file.endsWith('.yaml')
    ? text
    : await format(text, { ...(await resolveConfig(file)), filepath: file });
  if (existsSync(file) && readFileSync(file, 'utf8') === formatted) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, formatted);
  console.log(`wrote ${file}`);
}

/** `pool-too-small` as `poolTooSmall`. */
export const camelCase = (id) => id.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());

/** `pool-too-small` as `PoolTooSmall`. */
export const pascalCase = (id) => camelCase(id).replace(/^./, (letter) => letter.toUpperCase());
