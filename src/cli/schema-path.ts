import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

const SCHEMA = join('profiles', 'profile.schema.json');

/** The JSON Schema of profiles that was installed with this program. */
function findInstalledSchema(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    const file = join(folder, SCHEMA);
    if (existsSync(file) || dirname(folder) === folder) return file;
  }
}

/** How a profile refers to the schema, for editors: from its own folder where both are in one project. */
export function formatSchemaReference(profile: string): string {
  const schema = findInstalledSchema();
  const file = resolve(profile);
  const isNear = [process.cwd(), dirname(dirname(schema))].some(
    (project) => isIn(schema, project) && isIn(file, project),
  );
  const reference = isNear ? relative(dirname(file), schema) : schema;
  return reference.split(sep).join('/');
}

function isIn(file: string, folder: string): boolean {
  return file.startsWith(`${folder}${sep}`);
}
