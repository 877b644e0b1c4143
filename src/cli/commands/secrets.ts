import { readFileSync } from 'node:fs';
import type { ApplyAccess, SecretState } from '../../apply';
import { parseSecretText, readSecretStates, secretFiles, titleOfSecret } from '../../apply';
import type { CommandIo } from '../../diagnostics/command-io';
import { printDiagnostics } from '../../diagnostics/print-diagnostics';
import { secretRequests } from '../../plan';
import { findProfileFiles, UsageError } from '../../profile/profile-files';
import { checkProfile } from '../../rules/check-profile';
import { formatOwnCommand } from '../../terminal/own-command';
import { visible } from '../../terminal/visible';
import { confirm } from '../apply/confirm';
import type { AccessOptions } from '../apply/open-access';
import { readSecretFolder, renderChecked } from '../apply/read-secrets';
import { openAccess } from '../apply/request';

/** The options of `netstack secrets`. */
export interface SecretsOptions extends AccessOptions {
  readonly profiles: string;
  readonly from?: string;
  readonly stdin?: string;
  readonly yes?: boolean;
}

const STATUS = { ok: 0, failed: 1, missing: 2 };

/** Reports which Secrets of a profile exist in its cluster, and creates missing ones from files or standard input. */
export async function secrets(named: string, options: SecretsOptions, io: CommandIo): Promise<number> {
  const [file = ''] = findProfileFiles([named], options.profiles);
  const { plan, cluster, diagnostics } = checkProfile(file);
  if (plan === undefined) {
    printDiagnostics(diagnostics, io.stderr);
    return STATUS.failed;
  }
  const requests = secretRequests(plan);
  if (requests.length === 0) {
    io.stdout.write(`The profile of ${cluster} names no Secret.\n`);
    return STATUS.ok;
  }
  const access = openAccess(plan, options);
  try {
    const states = await readSecretStates(access.kubectl, requests);
    io.stdout.write(states.map(formatState).join(''));
    const manifests = readManifests(states, options);
    if (manifests.size > 0) return await createSecrets(cluster, manifests, states, access, options, io);
    return states.every(isComplete) ? STATUS.ok : STATUS.missing;
  } finally {
    await access.close();
  }
}

function isComplete({ exists, missingKeys }: SecretState): boolean {
  return exists && missingKeys.length === 0;
}

function formatState({ request, exists, missingKeys }: SecretState): string {
  const title = titleOfSecret(request);
  const files = Object.values(secretFiles(request)).join(' and ');
  if (!exists) return visible(`missing     ${title}: create it from ${files}`) + '\n';
  if (missingKeys.length > 0)
    return visible(`incomplete  ${title}: it has no ${missingKeys.join(', ')}`) + '\n';
  return visible(`exists      ${title}`) + '\n';
}

/** Manifests of the Secrets to create, by namespace and name. */
function readManifests(
  states: readonly SecretState[],
  { from, stdin }: SecretsOptions,
): ReadonlyMap<string, string> {
  const missing = states.filter(({ exists }) => !exists).map(({ request }) => request);
  if (stdin === undefined) return from === undefined ? new Map() : readSecretFolder(from, missing);
  const state = states.find(({ request }) => titleOfSecret(request) === stdin);
  if (state === undefined)
    throw new UsageError(
      `"${stdin}" is none of the Secrets of the profile: ${states.map(({ request }) => titleOfSecret(request)).join(', ')}`,
    );
  if (state.exists) throw new UsageError(`Secret ${stdin} exists: delete it first to create it again`);
  const data = parseSecretText(state.request, readFileSync(0, 'utf8'));
  return new Map([[stdin, renderChecked(state.request, data)]]);
}

async function createSecrets(
  cluster: string,
  manifests: ReadonlyMap<string, string>,
  states: readonly SecretState[],
  { kubectl }: ApplyAccess,
  { yes }: SecretsOptions,
  io: CommandIo,
): Promise<number> {
  const question = `Create ${[...manifests.keys()].join(', ')}?`;
  if (yes !== true && !(await confirm(visible(question), io))) return STATUS.missing;
  for (const [title, manifest] of manifests) {
    const { status, stderr } = await kubectl(['create', '-f', '-'], { input: manifest });
    if (status !== 0) {
      const hint = stderr.includes('namespaces')
        ? `; "${formatOwnCommand('apply', cluster)}" creates the namespaces`
        : '';
      io.stderr.write(`${visible(`Secret ${title} was not created: ${stderr.trim()}${hint}`)}\n`);
      return STATUS.failed;
    }
    io.stdout.write(`${visible(`created     ${title}`)}\n`);
  }
  const isLeft = (state: SecretState) => !isComplete(state) && !manifests.has(titleOfSecret(state.request));
  return states.some(isLeft) ? STATUS.missing : STATUS.ok;
}
