/** `npm run new:rule <family>/<id>`: a rule with its fixture, its near miss and its place in the index. */
import { renderIndexes, listFamilies } from '../indexes.mjs';
import { camelCase, readName, writeFormatted, writeNew } from './files.mjs';

const families = listFamilies().filter((family) => family !== 'profile');
const { folder, id } = readName('npm run new:rule <family>/<id>', families);

const RULE = `import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const ${camelCase(id)}: NetworkRule = {
  id: '${id}',
  severity: 'error',
  title: 'The problem, in the words that a user would search for',
  why: 'What happens on the network, and to which hosts.',
  fix: 'What to write instead.',
  check(plan, report, source) {
    const path = pathOf(plan, 'clusterDomain');
    if (plan.clusterDomain !== 'replace-this-condition') return;
    report({
      path,
      message: \`\${source.quote(path)} is wrong, with the user's own text and both owners of a clash.\`,
      hint: 'What happens, then what to write instead.',
    });
  },
};
`;

const PROFILE = (comment) => `# ${comment}
k3sVersion: v1.37.1+k3s1
lan: { cidr: 10.0.0.0/24 }
nodes:
  - { name: one, role: server, nodeIp: 10.0.0.11 }
`;

const rule = `src/rules/${folder}/${id}.ts`;
const invalid = `test/fixtures/invalid/${id}.yaml`;
const valid = `test/fixtures/valid/${id}.yaml`;
await writeNew({
  [rule]: RULE,
  [invalid]: PROFILE('Change this to the smallest profile that the rule finds.'),
  [valid]: PROFILE('Change this to the profile that comes closest without being wrong.'),
});
for (const [file, text] of renderIndexes()) await writeFormatted(file, text);

console.log(`
1. Write the condition and the texts in ${rule}.
2. Write the two profiles: ${invalid} and ${valid}.
3. Run "npm run update", and read ${invalid.replace('.yaml', '.txt')} as a user would.
4. Run "npm run test:unit -- test/rules".`);
