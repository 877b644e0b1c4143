import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { VERSIONS } from '../src/versions';

const GO_MOD = readFileSync(path.join(path.dirname(__dirname), 'crds', 'go.mod'), 'utf8');

/** The version at which `crds/go.mod` requires a module. */
function readRequiredVersion(module: string): string | undefined {
  return GO_MOD.split('\n')
    .map((line) => line.trim().split(' '))
    .find(([name]) => name === module)?.[1];
}

test.each([
  ['go.universe.tf/metallb', VERSIONS.metallb],
  ['github.com/metallb/frr-k8s', VERSIONS.frrK8s],
  ['github.com/traefik/traefik/v3', VERSIONS.traefik],
])('the CRDs of %s are of the version that is installed', (module, version) => {
  expect(readRequiredVersion(module)).toBe(`v${version}`);
});
