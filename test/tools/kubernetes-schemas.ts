import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { downloadGoModule } from './go-tool';

/** The newest Kubernetes of each minor version that a supported k3s release has. */
export const KUBERNETES_VERSIONS = ['1.32.13', '1.33.13', '1.34.4', '1.35.4', '1.36.3', '1.37.2'] as const;

type Schema = Record<string, unknown>;

interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

const KINDS = 'x-kubernetes-group-version-kind';
const DEFINITIONS = '_definitions.json';

/** Types that OpenAPI describes as a string and that the API server also reads from other JSON types. */
const LENIENT: Readonly<Record<string, Schema>> = {
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { type: ['string', 'integer'] },
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { type: ['string', 'number'] },
};

/**
 * Writes a JSON schema per kind, in the layout that kubeconform reads, from the OpenAPI document in the Go module
 * `k8s.io/kubernetes`. An object with listed properties accepts no others, as with `kubectl apply --validate=strict`.
 *
 * @returns the folder; written once per version
 */
export function writeKubernetesSchemas(version: string): string {
  const folder = resolve('build', 'kubernetes-schemas', version);
  if (existsSync(folder)) return folder;
  const source = join(downloadGoModule(`k8s.io/kubernetes@v${version}`), 'api/openapi-spec/swagger.json');
  const { definitions } = JSON.parse(readFileSync(source, 'utf8')) as { definitions: Record<string, Schema> };
  const partial = `${folder}.${process.pid}`;
  mkdirSync(partial, { recursive: true });
  const strict = Object.fromEntries(
    Object.entries(definitions).map(([name, schema]) => [name, LENIENT[name] ?? toStrict(schema)]),
  );
  writeFileSync(join(partial, DEFINITIONS), JSON.stringify({ definitions: strict }));
  for (const [name, schema] of Object.entries(definitions)) {
    for (const kind of (schema[KINDS] ?? []) as readonly GroupVersionKind[]) {
      writeFileSync(
        join(partial, fileOf(kind)),
        JSON.stringify({ $ref: `${DEFINITIONS}#/definitions/${name}` }),
      );
    }
  }
  renameSync(partial, folder);
  return folder;
}

/** `deployment-apps-v1.json`: kubeconform keeps the first label of the group only. */
function fileOf({ group, version, kind }: GroupVersionKind): string {
  return `${[kind, group.split('.')[0] ?? '', version].filter(Boolean).join('-').toLowerCase()}.json`;
}

function toStrict(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toStrict);
  if (typeof value !== 'object' || value === null) return value;
  const schema = Object.fromEntries(Object.entries(value).map(([key, child]) => [key, toStrict(child)]));
  if (typeof schema['$ref'] === 'string') return { $ref: schema['$ref'].replace(/^#/, `${DEFINITIONS}#`) };
  const isObject = schema['type'] === 'object' && typeof schema['properties'] === 'object';
  return isObject && !('additionalProperties' in schema)
    ? { ...schema, additionalProperties: false }
    : schema;
}
