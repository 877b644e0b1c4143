import { writeFileSync } from 'node:fs';
import { buildBaseJsonSchema, buildProfileJsonSchema } from './schema/json-schema';

write('profiles/profile.schema.json', buildProfileJsonSchema());
write('profiles/base.schema.json', buildBaseJsonSchema());

function write(file: string, schema: object): void {
  writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
}
