import { profileJsonSchema } from './schema/json-schema';

process.stdout.write(`${JSON.stringify(profileJsonSchema(), null, 2)}\n`);
