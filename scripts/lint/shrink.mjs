/** Removes from scripts/lint/allowed.json what no longer breaks a rule. */
import { readFileSync } from 'node:fs';
import { writeFormatted } from '../new/files.mjs';
import { describeProject, readSources } from './project.mjs';

const FILE = 'scripts/lint/allowed.json';

const { cycleOf, types, functions } = describeProject(readSources('.'));
const { cycles, typeNames, functionNames } = JSON.parse(readFileSync(FILE, 'utf8'));
const shrunk = {
  cycles: cycles.filter((file) => cycleOf.has(file)),
  typeNames: typeNames.filter((name) => (types.get(name) ?? []).length > 1),
  functionNames: functionNames.filter((name) => functions.has(name)),
};
await writeFormatted(FILE, JSON.stringify(shrunk));
