import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CommandIo } from '../../diagnostics/command-io';
import { colorsFor } from '../../diagnostics/print-diagnostics';
import type { GivenFacts } from '../../import';
import { importNetwork, writeProfile } from '../../import';
import { BaseFiles } from '../../profile/base-files';
import { UsageError } from '../../profile/profile-files';
import { checkProfile } from '../../rules/check-profile';
import { quoteCommand } from '../../terminal/quote-command';
import type { ImportReport } from '../import/report';
import type { SourceOptions } from '../import/sources';
import { describeSources, nameCluster, readSources } from '../import/sources';
import { formatImportJson, formatImport } from '../import/report';
import { formatSchemaReference } from '../schema-path';

export interface ImportOptions extends GivenFacts, SourceOptions {
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
export async function importProfile(
  cluster: string | undefined,
  options: ImportOptions,
  io: CommandIo,
): Promise<number> {
  const name = cluster ?? nameCluster(options);
  if (name === undefined) throw new UsageError('name the cluster: netstack import <cluster> ...');
  const file = options.output ?? join(options.profiles, `${name}.yaml`);
  const isPrinted = file === '-';
  if (!isPrinted && options.force !== true && existsSync(file)) {
    throw new UsageError(`"${file}" exists; write another one by --output, or overwrite it by --force`);
  }
  const { profile, comments, notes } = importNetwork(await readSources(options), options);
  if (profile.nodes.length === 0) {
    throw new UsageError(
      'no source has a node of k3s: add its config.yaml, its systemd unit or "kubectl get nodes -o yaml"',
    );
  }
  const text = writeProfile({
    profile,
    comments,
    header: [
      `yaml-language-server: $schema=${formatSchemaReference(isPrinted ? 'profile.yaml' : file)}`,
      `Imported from ${describeSources(options)} by netstack import.`,
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
