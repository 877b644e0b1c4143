import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { mergeForStdout } from '../../../src/synth/app/merge-for-stdout';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder with two clusters. */
function outputNamed(prefix: string): string {
  const output = mkdtempSync(join(tmpdir(), prefix));
  folders.push(output);
  const write = (file: string, text: string) => {
    mkdirSync(join(output, file, '..'), { recursive: true });
    writeFileSync(join(output, file), text);
  };
  write('b/manifests/netstack-00-namespaces.k8s.yaml', 'kind: B0\n');
  write('a/manifests/netstack-20-coredns.k8s.yaml', 'kind: A2\n---\nkind: A2b\n');
  write('a/manifests/netstack-00-namespaces.k8s.yaml', 'kind: A0\n');
  write('a/k3s/one.yml', 'node-ip: 10.0.0.11\n');
  write('a/images.txt', '');
  return output;
}

test("the folder of cdk8s-cli's --stdout gets one file of all manifests, in order, without node files", () => {
  const output = outputNamed('cdk8s-');
  mergeForStdout(output);
  expect(readdirSync(output)).toEqual(['manifests.yaml']);
  expect(readFileSync(join(output, 'manifests.yaml'), 'utf8')).toBe(
    'kind: A0\n---\nkind: A2\n---\nkind: A2b\n---\nkind: B0\n',
  );
});

test('any other folder is unchanged', () => {
  const output = outputNamed('netstack-cdk8s-');
  mergeForStdout(output);
  expect(readdirSync(output)).toEqual(['a', 'b']);
});
