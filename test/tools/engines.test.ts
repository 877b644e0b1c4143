import Ajv from 'ajv';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import type { GitOpsEngine } from '../../src/gitops';
import { renderEngineFiles } from '../../src/gitops';
import type { Crd } from '../schemas';
import { listSchemas } from '../schemas';
import { renderShipped, SHIPPED } from '../synth/shipped';
import { buildGoTool, downloadGoModule, HAS_GO } from './go-tool';

/** Where the CRDs of an engine are. */
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

const FLEET_MODULE = 'github.com/rancher/fleet@v0.16.1';

/** The CRDs of Rancher Fleet; undefined, with the reason on the terminal, where its Go module cannot be downloaded. */
function readFleetCrds(): readonly Crd[] | undefined {
  if (!HAS_GO) return undefined;
  try {
    const file = join(downloadGoModule(FLEET_MODULE), 'charts/fleet-crd/templates/crds.yaml');
    return parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS() as Crd);
  } catch (error) {
    const [, reason = ''] = /"Error": "(.*)"/.exec((error as { stdout?: string }).stdout ?? '') ?? [];
    console.log(`the objects of Fleet are not validated: ${reason}`);
    return undefined;
  }
}

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

describe('fleet', () => {
  const crds = readFleetCrds() ?? [];
  const schemas = listSchemas(crds);

  /** What a schema reports about a file, one line each. */
  function validate(schema: object, text: string): readonly string[] {
    // Kubernetes marks fields of any type as nullable, which ajv accepts beside a type only.
    const plain = JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
      key === 'nullable' ? undefined : value,
    ) as object;
    const check = new Ajv({ allErrors: true, strict: false, validateFormats: false }).compile(plain);
    check(parse(text));
    return (check.errors ?? []).map(
      ({ instancePath, params }) => `${instancePath} ${JSON.stringify(params)}`,
    );
  }

  /** fleet.yaml has the keys of a Bundle's `spec`, and the name and labels of the Bundle that Fleet makes of it. */
  function buildFileSchema(): object {
    const bundle = schemas.get('fleet.cattle.io/v1alpha1 Bundle') as {
      properties: { spec: { properties: object } };
    };
    const { spec } = bundle.properties;
    const labels = { type: 'object', additionalProperties: { type: 'string' } };
    return { ...spec, properties: { ...spec.properties, name: { type: 'string' }, labels } };
  }

  test.skipIf(crds.length === 0)(
    'has schemas that accept every GitRepo and fleet.yaml, and reject a misspelt field',
    () => {
      const objects = writeObjects('fleet');
      const files = readdirSync(objects, { recursive: true, encoding: 'utf8' });
      const kinds: readonly (readonly [string, object, string])[] = [
        ['gitrepo.yml', schemas.get('fleet.cattle.io/v1alpha1 GitRepo') ?? {}, 'targets'],
        ['fleet.yaml', buildFileSchema(), 'dependsOn'],
      ];
      for (const [name, schema, key] of kinds) {
        const texts = files
          .filter((file) => basename(file) === name)
          .map((file) => readFileSync(join(objects, file), 'utf8'));
        expect(texts.length).toBeGreaterThanOrEqual(SHIPPED.length);
        expect(texts.flatMap((text) => validate(schema, text))).toEqual([]);
        const wrong = texts.find((text) => text.includes(`${key}:`))?.replace(`${key}:`, `${key}x:`) ?? '';
        expect(validate(schema, wrong).join()).toContain(`${key}x`);
      }
    },
    300_000,
  );
});
