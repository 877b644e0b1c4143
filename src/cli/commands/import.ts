import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { CommandIo } from '../../diagnostics/command-io';
import { colorsFor } from '../../diagnostics/print-diagnostics';
import type { GivenFacts, ObservedNetwork } from '../../import';
import { importNetwork, mergeNetworks, readFiles, readFolder, writeProfile } from '../../import';
import { BaseFiles } from '../../profile/base-files';
import { UsageError } from '../../profile/profile-files';
import { checkProfile } from '../../rules/check-profile';
import { quoteCommand } from '../../terminal/quote-command';
import type { ImportReport } from '../import/report';
import { formatImportJson, formatImport } from '../import/report';
import { formatSchemaReference } from '../schema-path';

export interface ImportOptions extends GivenFacts {
  /** Folders and files. */
  readonly from: readonly string[];
  readonly profiles: string;
  /** A file, or `-`. */
  readonly output?: string;
  readonly force?: boolean;
  readonly format: 'human' | 'json';
}

/**
 * Writes the profile of a cluster that exists, and reports what it does not express. Status 1: the rules find an error
 * in it.
 */
export function importProfile(cluster: string | undefined, options: ImportOptions, io: CommandIo): number {
  const { from } = options;
  if (from.length === 0) throw new UsageError('name a source: --from <folder>');
  const name = cluster ?? nameCluster(from[0] ?? '');
  const file = options.output ?? join(options.profiles, `${name}.yaml`);
  const isPrinted = file === '-';
  if (!isPrinted && options.force !== true && existsSync(file)) {
    throw new UsageError(`"${file}" exists; write another one by --output, or overwrite it by --force`);
  }
  const { profile, comments, notes } = importNetwork(mergeNetworks(from.map(readSource)), options);
  const text = writeProfile({
    profile,
    comments,
    header: [
      `yaml-language-server: $schema=${formatSchemaReference(isPrinted ? 'profile.yaml' : file)}`,
      `Imported from ${from.join(', ')} by netstack import.`,
    ],
  });
  if (!isPrinted) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const { diagnostics } = checkProfile(isPrinted ? `${name}.yaml` : file, new BaseFiles(), text);
  const next = isPrinted ? [] : listCommands(name, file, options);
  report({ profile: text, notes, diagnostics, next, ...(!isPrinted && { file }) }, options, io);
  return diagnostics.some(({ severity }) => severity === 'error') ? 1 : 0;
}

/** The name of the cluster that a folder is of: `dist/home` is of home. */
function nameCluster(path: string): string {
  const name = basename(resolve(path))
    .replace(/\.\w+$/, '')
    .toLowerCase();
  return /^[a-z0-9][-a-z0-9]*$/.test(name) ? name : 'imported';
}

function readSource(path: string): ObservedNetwork {
  if (!existsSync(path)) throw new UsageError(`there is no file or folder "${path}" to import from`);
  return readFiles(readFolder(path), nameCluster(path));
}

/** A profile outside of its folder is named by its path. */
function listCommands(name: string, file: string, { output, profiles }: ImportOptions): readonly string[] {
  const subject =
    output === undefined ? [name, ...(profiles === 'profiles' ? [] : ['--profiles', profiles])] : [file];
  return [
    quoteCommand(['netstack', 'validate', ...subject]),
    quoteCommand(['netstack', 'synth', ...subject]),
  ];
}

/** What is said beside a profile on standard output goes to standard error. */
function report(found: ImportReport, { format }: ImportOptions, io: CommandIo): void {
  if (format === 'json') {
    io.stdout.write(formatImportJson(found));
  } else if (found.file === undefined) {
    io.stdout.write(found.profile);
    io.stderr.write(formatImport(found, colorsFor(io.stderr)));
  } else {
    io.stdout.write(`Wrote ${found.file}.\n\n${formatImport(found, colorsFor(io.stdout))}`);
  }
}
