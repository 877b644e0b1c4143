import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CommandIo } from '../../diagnostics/command-io';
import { colorsFor } from '../../diagnostics/print-diagnostics';
import type { GivenFacts } from '../../import';
import { importNetwork, writeProfile } from '../../import';
import type { ApiObject } from '../../kubernetes/api-object';
import { loadProfile } from '../../plan/load-profile';
import { BaseFiles } from '../../profile/base-files';
import type { ProfileInput } from '../../profile/schema/profile';
import { UsageError } from '../../profile/profile-files';
import { checkCluster } from '../../synth/check-objects';
import { ChartCache } from '../../synth/chart-cache';
import { renderCluster } from '../../synth/cluster-files';
import { formatOwnCommand, listFolderOptions } from '../../terminal/own-command';
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
  if (name === undefined) throw new UsageError('name the cluster as the argument of import');
  const file = options.output ?? join(options.profiles, `${name}.yaml`);
  const isPrinted = file === '-';
  if (!isPrinted && options.force !== true && existsSync(file)) {
    throw new UsageError(`"${file}" exists; write another one by --output, or overwrite it by --force`);
  }
  const observed = await readSources(options);
  const { profile, comments, notes, manifest } = importNetwork(
    observed,
    { ...options, cluster: name },
    renderObjects,
  );
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
    if (manifest !== undefined) {
      const path = join(dirname(file), manifest.file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, manifest.text);
    }
  }
  const bases = new BaseFiles();
  if (isPrinted && manifest !== undefined) bases.add(manifest.file, manifest.text);
  const { diagnostics } = checkCluster(isPrinted ? `${name}.yaml` : file, bases, text);
  const next = isPrinted ? [] : listCommands(name, file, options);
  report({ profile: text, notes, diagnostics, next, ...(!isPrinted && { file }) }, options, io);
  return diagnostics.some(({ severity }) => severity === 'error') ? 1 : 0;
}

/** The objects that a profile renders to; undefined where it does not parse. */
function renderObjects(profile: ProfileInput): readonly ApiObject[] | undefined {
  const { plan, diagnostics } = loadProfile(
    'imported.yaml',
    writeProfile({ profile, comments: new Map(), header: [] }),
  );
  if (plan === undefined || diagnostics.length > 0) return undefined;
  return renderCluster(plan, new ChartCache()).manifests.flatMap(({ objects }) => objects);
}

/** A profile outside of its folder is named by its path. */
function listCommands(name: string, file: string, { output, profiles }: ImportOptions): readonly string[] {
  const subject = output === undefined ? [name, ...listFolderOptions({ profiles })] : [file];
  return [formatOwnCommand('validate', ...subject), formatOwnCommand('synth', ...subject)];
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
