import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SecretData } from '../../apply';
import { findSecretProblems, readSecretFiles, renderSecret, titleOfSecret } from '../../apply';
import type { SecretRequest } from '../../plan';
import { UsageError } from '../../profile/profile-files';

/**
 * Manifests of Secrets from a folder, by namespace and name. Secrets whose files are not there are left out.
 *
 * @throws UsageError where a file is not what the Secret needs
 */
export function readSecretFolder(
  folder: string,
  requests: readonly SecretRequest[],
): ReadonlyMap<string, string> {
  const read = (name: string) => {
    const file = join(folder, name);
    return existsSync(file) ? readFileSync(file) : undefined;
  };
  return new Map(
    requests.flatMap((request) => {
      const data = readSecretFiles(request, read);
      return data === undefined ? [] : [[titleOfSecret(request), renderChecked(request, data)] as const];
    }),
  );
}

/** @throws UsageError where the values do not work */
export function renderChecked(request: SecretRequest, data: SecretData): string {
  const [problem] = findSecretProblems(request, data);
  if (problem !== undefined) throw new UsageError(`Secret ${titleOfSecret(request)}: ${problem}`);
  return renderSecret(request, data);
}
