import { writeFileSync } from 'node:fs';
import { baseJsonSchema, profileJsonSchema } from './schema/json-schema';

write('profiles/profile.schema.json', profileJsonSchema());
write('profiles/base.schema.json', baseJsonSchema());

function write(file: string, schema: object): void {
  writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
}
