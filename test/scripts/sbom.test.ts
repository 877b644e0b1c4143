import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

interface CycloneDx {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly serialNumber: string;
  readonly metadata: { readonly component: { readonly 'bom-ref': string; readonly purl: string } };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

interface Component {
  readonly 'bom-ref': string;
  readonly type: string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly licenses?: readonly object[];
}

interface Spdx {
  readonly spdxVersion: string;
  readonly dataLicense: string;
  readonly SPDXID: string;
  readonly documentNamespace: string;
  readonly documentDescribes: readonly string[];
  readonly creationInfo: { readonly created: string; readonly creators: readonly string[] };
  readonly packages: readonly {
    readonly SPDXID: string;
    readonly name: string;
    readonly versionInfo: string;
    readonly downloadLocation: string;
  }[];
  readonly relationships: readonly {
    readonly spdxElementId: string;
    readonly relatedSpdxElement: string;
    readonly relationshipType: string;
  }[];
}

const folder = mkdtempSync(join(tmpdir(), 'netstack-sbom-test-'));
const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const { name, version, dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  name: string;
  version: string;
  dependencies: Record<string, string>;
};

let contents: readonly string[];

beforeAll(() => {
  contents = listContents();
  execFileSync(process.execPath, ['scripts/sbom.mjs', folder], { stdio: ['ignore', 'ignore', 'inherit'] });
}, 600_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the package contains, and what `npm install` adds for its dependencies. */
function listContents(): readonly string[] {
  const { listBundledPackages } = createRequire(join(process.cwd(), 'package.json'))(
    './bin/build-bundle.js',
  ) as {
    listBundledPackages: () => readonly string[];
  };
  const bundled = listBundledPackages().map((path) => path.replace(/^.*node_modules\//, ''));
  return [...new Set([...bundled, ...Object.keys(dependencies)])];
}

describe('the SBOM in the format CycloneDX', () => {
  const bom = () => read(`${name}.cdx.json`) as CycloneDx;

  test('has the fields that the format requires, and references that resolve', () => {
    const { bomFormat, specVersion, serialNumber, metadata, components, dependencies: edges } = bom();
    expect([bomFormat, specVersion]).toEqual(['CycloneDX', '1.5']);
    expect(serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(metadata.component.purl).toBe(`pkg:npm/${name}@${version}`);
    const refs = [metadata.component['bom-ref'], ...components.map((one) => one['bom-ref'])];
    expect(new Set(refs).size).toBe(refs.length);
    for (const { ref, dependsOn } of edges) expect(refs).toEqual(expect.arrayContaining([ref, ...dependsOn]));
    for (const { type, version: own, purl, licenses } of components) {
      expect(type).toBe('library');
      expect(decodeURIComponent(purl)).toMatch(/^pkg:npm\/.+@\d/);
      expect(purl.endsWith(`@${own}`)).toBe(true);
      expect(licenses?.length).toBeGreaterThan(0);
    }
  });

  test('has all that the package contains or needs, and no development tool', () => {
    const names = bom().components.map((one) => one.name);
    expect(names).toEqual(expect.arrayContaining([...contents]));
    for (const tool of ['vitest', 'eslint', 'typescript', 'backport']) expect(names).not.toContain(tool);
  });
});

describe('the SBOM in the format SPDX', () => {
  const bom = () => read(`${name}.spdx.json`) as Spdx;

  test('has the fields that the format requires, and references that resolve', () => {
    const { packages, relationships, ...document } = bom();
    expect(document).toMatchObject({
      spdxVersion: 'SPDX-2.3',
      dataLicense: 'CC0-1.0',
      SPDXID: 'SPDXRef-DOCUMENT',
    });
    expect(document.documentNamespace).toMatch(/^https?:\/\/[^#]+$/);
    expect(document.creationInfo.creators.length).toBeGreaterThan(0);
    expect(Date.parse(document.creationInfo.created)).not.toBeNaN();
    const ids = packages.map(({ SPDXID }) => SPDXID);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^SPDXRef-[-.A-Za-z0-9]+$/);
    for (const { downloadLocation, versionInfo } of packages)
      expect(downloadLocation && versionInfo).toBeTruthy();
    expect(ids).toEqual(expect.arrayContaining([...document.documentDescribes]));
    for (const { spdxElementId, relatedSpdxElement } of relationships) {
      expect([document.SPDXID, ...ids]).toEqual(expect.arrayContaining([spdxElementId, relatedSpdxElement]));
    }
  });

  test('has all that the package contains or needs', () => {
    expect(bom().packages.map((one) => one.name)).toEqual(expect.arrayContaining([name, ...contents]));
  });
});

test('a release writes it by this script', () => {
  expect(readFileSync('.github/workflows/release.yml', 'utf8')).toContain('node scripts/sbom.mjs .');
});
