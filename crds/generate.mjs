/**
 * Makes `crds/<group>.json` from the upstreams' own Go API types, at the versions of `go.mod`.
 * With `--check` it writes nothing and says whether the files are current. Needs Go.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';

const HERE = import.meta.dirname;

/** Go packages of each API group, and the kinds to keep: all, if none are named. */
const GROUPS = {
  'metallb.io': {
    packages: ['go.universe.tf/metallb/api/v1beta1', 'go.universe.tf/metallb/api/v1beta2'],
  },
  'frrk8s.metallb.io': { packages: ['github.com/metallb/frr-k8s/api/v1beta1'] },
  'traefik.io': {
    packages: ['github.com/traefik/traefik/v3/pkg/provider/kubernetes/crd/traefikio/v1alpha1'],
  },
  // Types and validation only: these CRDs are brought by k3s or by the user.
  'gateway.networking.k8s.io': {
    packages: ['sigs.k8s.io/gateway-api/apis/v1'],
    kinds: ['Gateway', 'GatewayClass', 'HTTPRoute'],
  },
};

/** What the Gateway API writes into the description of a field that its standard channel lacks. */
const EXPERIMENTAL = '<gateway:experimental>';

/** The schema without prose, and without fields of the experimental channel. */
function plainSchema({ description: _, ...schema }) {
  const each = (map) =>
    Object.fromEntries(
      Object.entries(map)
        .filter(([, { description }]) => !description?.includes(EXPERIMENTAL))
        .map(([name, child]) => [name, plainSchema(child)]),
    );
  return {
    ...schema,
    ...(schema.properties && { properties: each(schema.properties) }),
    ...(schema.items && { items: plainSchema(schema.items) }),
    ...(typeof schema.additionalProperties === 'object' && {
      additionalProperties: plainSchema(schema.additionalProperties),
    }),
  };
}

function plainCrd(crd) {
  const versions = crd.spec.versions.map((version) => ({
    ...version,
    schema: { openAPIV3Schema: plainSchema(version.schema.openAPIV3Schema) },
  }));
  return { ...crd, spec: { ...crd.spec, versions } };
}

/** Every CRD of the groups, as controller-gen makes it: one YAML file each, named by group and plural. */
function generate() {
  const directory = mkdtempSync(path.join(tmpdir(), 'crds-'));
  try {
    const packages = Object.values(GROUPS).flatMap((group) => group.packages);
    const args = ['tool', 'controller-gen', 'crd', `paths=${packages.join(';')}`];
    execFileSync('go', [...args, `output:crd:dir=${directory}`], { cwd: HERE, stdio: 'inherit' });
    const files = readdirSync(directory).sort();
    return files.map((file) => plainCrd(parse(readFileSync(path.join(directory, file), 'utf8'))));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** One List a group: what `kubectl`, `cdk8s import` and a TypeScript import can all read. */
function render(crds, group) {
  const { kinds } = GROUPS[group];
  const items = crds.filter(
    ({ spec }) => spec.group === group && (kinds === undefined || kinds.includes(spec.names.kind)),
  );
  return `${JSON.stringify({ apiVersion: 'v1', kind: 'List', items }, null, 2)}\n`;
}

function main(check) {
  if (spawnSync('go', ['version']).status !== 0) {
    console.error('crds: Go is not found, so the CRDs were neither made nor checked');
    process.exitCode = check ? 0 : 1;
    return;
  }
  const crds = generate();
  for (const group of Object.keys(GROUPS)) {
    const file = path.join(HERE, `${group}.json`);
    const content = render(crds, group);
    if (!check) writeFileSync(file, content);
    else if (readFileSync(file, 'utf8') !== content) {
      console.error(`crds: crds/${group}.json is not what crds/go.mod makes; run "npm run crds"`);
      process.exitCode = 1;
    }
  }
}

main(process.argv.includes('--check'));
