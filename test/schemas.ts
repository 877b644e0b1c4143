import type { ValidateFunction } from 'ajv';
import Ajv from 'ajv';
import frrK8sCrds from '../crds/frrk8s.metallb.io.json';
import gatewayCrds from '../crds/gateway.networking.k8s.io.json';
import metallbCrds from '../crds/metallb.io.json';
import traefikCrds from '../crds/traefik.io.json';

type Schema = Record<string, unknown>;

export interface Crd {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly {
      readonly name: string;
      readonly schema: { readonly openAPIV3Schema: object };
    }[];
  };
}

const ajv = new Ajv({ allErrors: true, strict: false });

/** A format that bounds integers as the API server does, whatever the Go type behind it is. */
function integerFormat(bits: number): void {
  const limit = 2 ** (bits - 1);
  ajv.addFormat(`int${bits}`, { type: 'number', validate: (value) => value >= -limit && value < limit });
}
integerFormat(32);
integerFormat(64);
ajv.addFormat('cidr', /^[0-9a-fA-F.:]+\/\d{1,3}$/);
ajv.addFormat('date-time', (value) => !Number.isNaN(Date.parse(value)));

/** Schemas by `apiVersion` and kind. An object with listed properties accepts no others. */
export function listSchemas(crds: readonly Crd[]): ReadonlyMap<string, Schema> {
  return new Map<string, Schema>(
    crds.flatMap(({ spec }) =>
      spec.versions.map(({ name, schema }): [string, Schema] => [
        `${spec.group}/${name} ${spec.names.kind}`,
        closeSchema(schema.openAPIV3Schema as Schema),
      ]),
    ),
  );
}

/** The schemas of `crds/`. */
export const CRD_SCHEMAS: ReadonlyMap<string, Schema> = listSchemas(
  [metallbCrds, frrK8sCrds, traefikCrds, gatewayCrds].flatMap(({ items }) => items as readonly Crd[]),
);
const COMPILED = new Map<string, ValidateFunction>();

/**
 * What is wrong with an object by the schema of its CRD, one line each: what the API server would refuse, and the
 * fields that it would silently drop. CEL rules are not evaluated.
 */
export function validateAgainstCrd(object: unknown): string[] {
  const { apiVersion, kind } = object as { apiVersion: string; kind: string };
  const key = `${apiVersion} ${kind}`;
  const validate = COMPILED.get(key) ?? compile(key);
  if (validate === undefined) return [`no CRD defines ${key}`];
  if (validate(object)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

function compile(key: string): ValidateFunction | undefined {
  const schema = CRD_SCHEMAS.get(key);
  if (schema === undefined) return undefined;
  const validate = ajv.compile(schema);
  COMPILED.set(key, validate);
  return validate;
}

/** The schema with every object closed that lists its properties, as the API server prunes it. */
function closeSchema(schema: Schema): Schema {
  const properties = schema['properties'] as Record<string, Schema> | undefined;
  const items = schema['items'] as Schema | undefined;
  const additional = schema['additionalProperties'] as Schema | undefined;
  const open = additional !== undefined || schema['x-kubernetes-preserve-unknown-fields'] === true;
  return {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, child]) => [name, closeSchema(child)]),
      ),
      ...(!open && { additionalProperties: false }),
    }),
    ...(items && { items: closeSchema(items) }),
    ...(additional && { additionalProperties: closeSchema(additional) }),
  };
}
