import { Ajv2020 } from 'ajv/dist/2020';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { buildProfileJsonSchema, buildWholeJsonSchema } from '../../src/profile/schema/json-schema';
import { shareDefinitions } from '../../src/profile/schema/share-definitions';

type Schema = ReturnType<typeof buildWholeJsonSchema>;

/** A schema with every definition in the place of the references to it. */
function inlineDefinitions({ $defs = {}, ...schema }: Schema): unknown {
  const inline = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(inline);
    if (typeof part !== 'object' || part === null) return part;
    const { $ref, ...rest } = part as { $ref?: string };
    const definition = $ref === undefined ? {} : $defs[$ref.replace('#/$defs/', '')];
    if (definition === undefined) throw new Error(`no definition ${$ref}`);
    return Object.fromEntries(
      Object.entries({ ...(definition as object), ...rest }).map(([key, value]) => [key, inline(value)]),
    );
  };
  return inline(schema);
}

describe('the schema with definitions', () => {
  const whole = buildWholeJsonSchema();

  test('is the schema without, if each is put in the place of its references', () => {
    expect(inlineDefinitions(shareDefinitions(whole))).toEqual(whole);
  });

  test('describes every key where the key is, for editors', () => {
    const { properties = {}, $defs = {} } = shareDefinitions(whole);
    const traefik = properties['traefik'] as Schema;
    const { $ref, description } = traefik.properties?.['affinity'] as Schema;
    expect([$ref, description]).toEqual([
      '#/$defs/affinity',
      'Nodes and other pods that its pods need, prefer or avoid.',
    ]);
    expect(Object.keys(($defs['affinity'] as Schema).properties ?? {})).toEqual([
      ...['nodeAffinity', 'podAffinity', 'podAntiAffinity'],
    ]);
  });

  test('repeats no text of a definition', () => {
    const text = JSON.stringify(shareDefinitions(whole));
    expect(text.match(/"podAntiAffinity":/g)).toHaveLength(1);
    expect(text.length).toBeLessThan(JSON.stringify(whole).length / 1.8);
  });
});

describe('a profile is valid by the schema with definitions exactly where it is by the one without', () => {
  const shared = buildProfileJsonSchema();
  const compile = (schema: object) => new Ajv2020({ allErrors: true, strict: false }).compile(schema);
  const [validate, validateInline] = [compile(shared), compile(inlineDefinitions(shared) as object)];
  const folders = ['profiles', 'test/profiles/real', 'test/fixtures/valid', 'test/fixtures/invalid'];

  test.each(folders)('%s', (folder) => {
    const files = readdirSync(folder).filter((file) => file.endsWith('.yaml') && !file.startsWith('_'));
    expect(files.length).toBeGreaterThan(4);
    for (const file of files) {
      const profile: unknown = parseDocument(readFileSync(join(folder, file), 'utf8')).toJS();
      const isValid = validate(profile);
      expect([file, validateInline(profile)]).toEqual([file, isValid]);
      const placesOf = (one: typeof validate) =>
        (one.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
      expect(placesOf(validate)).toEqual(placesOf(validateInline));
      if (!folder.endsWith('invalid')) expect([file, validate.errors]).toEqual([file, null]);
    }
  });
});
