import { chmodSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { vi } from 'vitest';
import { emptyFolder } from './call';

/** A folder with a kubectl that answers with a recorded cluster until the test ends, and a profile. */
export function recordCluster(name: string): string {
  const folder = emptyFolder();
  const { objects, releases } = JSON.parse(readFileSync(`test/fixtures/live/${name}.json`, 'utf8')) as {
    objects: unknown;
    releases: readonly { namespace: string; name: string }[];
  };
  writeFileSync(join(folder, 'objects.json'), JSON.stringify(objects));
  const table = releases.map(
    (one) => `${one.namespace}   secret/sh.helm.release.v1.${one.name}.v1   x   1   1d`,
  );
  writeFileSync(join(folder, 'releases'), table.join('\n'));
  const script = `#!/bin/sh
echo "$*" >> ${folder}/calls
case "$*" in
  *api-resources*) echo deployments.apps ;;
  *owner=helm*) cat ${folder}/releases ;;
  *customresourcedefinitions*) ;;
  *version*) ;;
  *" -A -o json"*) cat ${folder}/objects.json ;;
  *" -o json"*) echo '{"apiVersion":"v1","kind":"Service","metadata":{"name":"one","uid":"1"}}' ;;
esac
`;
  writeFileSync(join(folder, 'kubectl'), script);
  chmodSync(join(folder, 'kubectl'), 0o755);
  vi.stubEnv('PATH', `${folder}:${process.env['PATH']}`);
  copyFileSync(`test/fixtures/live/${name}.yaml`, join(folder, 'home.yaml'));
  return folder;
}
