import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { GitOpsEngine } from '../../src/gitops';
import { renderEngineFiles } from '../../src/gitops';
import type { Crd } from '../schemas';
import { listSchemas } from '../schemas';
import { renderShipped, SHIPPED } from '../synth/shipped';
import { buildGoTool, downloadGoModule, HAS_GO } from './go-tool';

/** Where the CRDs of an engine are. Fleet's are in no Go module that can be downloaded without its repository. */
const CRDS: readonly { readonly engine: GitOpsEngine; readonly module: string; readonly file: string }[] = [
  {
    engine: 'flux',
    module: 'github.com/fluxcd/kustomize-controller@v1.7.3',
    file: 'config/crd/bases/kustomize.toolkit.fluxcd.io_kustomizations.yaml',
  },
  {
    engine: 'argocd',
    module: 'github.com/argoproj/argo-cd/v3@v3.3.0',
    file: 'manifests/crds/applicationset-crd.yaml',
  },
];

const folder = mkdtempSync(join(tmpdir(), 'netstack-engines-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function writeSchemas(module: string, file: string): string {
  const schemas = join(folder, 'schemas');
  mkdirSync(schemas, { recursive: true });
  const crd = parse(readFileSync(join(downloadGoModule(module), file), 'utf8')) as Crd;
  for (const [key, schema] of listSchemas([crd])) {
    const [group, version, kind] = key.split(/[/ ]/);
    writeFileSync(join(schemas, `${group}-${kind?.toLowerCase()}-${version}.json`), JSON.stringify(schema));
  }
  return schemas;
}

function writeObjects(engine: GitOpsEngine): string {
  const clusters = SHIPPED.map((name) => {
    const { manifests } = renderShipped(name);
    return { name, manifests: new Map(manifests.map((one) => [one.file, one.content])) };
  });
  const source = {
    repository: 'https://git.example.net/fleet.git',
    ...{ branch: 'main', path: 'dist', enginePath: 'gitops' },
  };
  for (const [name, content] of renderEngineFiles(engine, clusters, source)) {
    const path = join(folder, engine, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return join(folder, engine);
}

describe.skipIf(!HAS_GO).each(CRDS)('$engine', ({ engine, module, file }) => {
  test('has a CRD that accepts every object, and rejects a misspelt field', () => {
    const location = join(
      writeSchemas(module, file),
      '{{.Group}}-{{.ResourceKind}}-{{.ResourceAPIVersion}}.json',
    );
    const kubeconform = (path: string) => {
      const tool = buildGoTool('github.com/yannh/kubeconform/cmd/kubeconform');
      return spawnSync(tool, ['-strict', '-summary', '-schema-location', location, path], {
        encoding: 'utf8',
      });
    };
    const objects = writeObjects(engine);
    const { status, stdout, stderr } = kubeconform(objects);
    expect({ status, text: stdout + stderr }).toEqual({
      status: 0,
      text: expect.stringMatching(/Valid: \d+, Invalid: 0, Errors: 0, Skipped: 0/) as string,
    });
    const wrong = join(folder, `${engine}-wrong.yaml`);
    const first = engine === 'flux' ? 'pikube/netstack.yaml' : 'netstack.yaml';
    const text = readFileSync(join(objects, first), 'utf8');
    writeFileSync(wrong, text.replace(/^( +)(prune|project):/m, '$1$2d:'));
    expect(kubeconform(wrong).status).toBe(1);
  }, 300_000);
});
