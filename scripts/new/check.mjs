/** `npm run new:check <folder>/<id>`: a check with its test and its place in the index. */
import { readFileSync } from 'node:fs';
import { camelCase, readName, refuse, writeFormatted, writeNew } from './files.mjs';

const CHECKS = 'src/verify/checks';

/** The constant of each index file that lists the folder's checks. */
const LISTS = {
  node: 'NODE_CHECKS',
  overlay: 'OVERLAY_CHECKS',
  cluster: 'CLUSTER_CHECKS',
  lan: 'LAN_CHECKS',
};

const { folder, id } = readName('npm run new:check <folder>/<id>', Object.keys(LISTS));
const name = camelCase(id);

/** Both folders verify nodes: `overlay` what lies between them. */
const perNode = folder === 'node' || folder === 'overlay';

const NODE_CHECK = `import type { NodeCheck, NodeContext } from '../../check';
import { passIf } from '../../finding';
import { readSettings } from '../../readings';

/** What it verifies on each node. */
export const ${name}: NodeCheck = {
  id: '${id}',
  scope: 'node',
  title: 'the property that holds where the check passes',
  why: 'The consequence for the network where it fails.',
  async *observe({ host }: NodeContext) {
    const path = 'net/ipv4/ip_forward';
    const found = (await readSettings(host, [path])).get(path);
    yield passIf(found === '1', {
      subject: \`/proc/sys/\${path}\`,
      found: found ?? 'no such setting',
      planned: '1',
      next: 'the command that repairs it',
    });
  },
};
`;

const NODE_TEST = `import { expect, test } from 'vitest';
import { ${name} } from '../../../../src/verify/checks/${folder}/${id}';
import { copyRecording, failuresOf } from '../../recorded';

test('passes on a healthy cluster', async () => {
  expect(await failuresOf(copyRecording(), [${name}])).toEqual([]);
});

test('fails on a node that differs from the plan', async () => {
  const recording = copyRecording();
  Object.assign(recording.nodes['duo2'] ?? {}, { settings: {} });
  expect(await failuresOf(recording, [${name}])).toEqual([
    { check: '${id}', target: 'node duo2', found: 'no such setting', planned: '1' },
  ]);
});
`;

const CLUSTER_CHECK = `import type { ClusterCheck, VerifyContext } from '../../check';
import { passIf } from '../../finding';
import type { ObjectMeta } from '../../objects/live-objects';
import { readList } from '../../objects/live-objects';

interface Namespaced {
  readonly metadata: ObjectMeta;
}

/** What it verifies in the cluster. */
export const ${name}: ClusterCheck = {
  id: '${id}',
  scope: '${folder}',
  title: 'the property that holds where the check passes',
  why: 'The consequence for the network where it fails.',
  async *observe({ cluster }: VerifyContext) {
    const services = (await readList<Namespaced>(cluster, 'v1', 'Service')) ?? [];
    const found = services.some(({ metadata }) => metadata.name === 'kube-dns');
    yield passIf(found, {
      subject: 'Service kube-system/kube-dns',
      found: found ? 'exists' : 'no such Service',
      planned: 'exists',
      next: 'the command that repairs it',
    });
  },
};
`;

const CLUSTER_TEST = `import { expect, test } from 'vitest';
import { failures, listOf, pikube } from '../../cluster/fake-cluster';

/** The failures of this check alone. */
async function ownFailures(fake = pikube()): Promise<readonly string[]> {
  return (await failures(fake, '${folder}')).filter((failure) => failure.startsWith('${id}: '));
}

test('passes on a healthy cluster', async () => {
  expect(await ownFailures()).toEqual([]);
});

test('fails where the cluster differs from the plan', async () => {
  const fake = pikube();
  listOf(fake, 'v1', 'Service').length = 0;
  expect(await ownFailures(fake)).toEqual([
    '${id}: Service kube-system/kube-dns: no such Service; planned exists',
  ]);
});
`;

const check = `${CHECKS}/${folder}/${id}.ts`;
const test = `test/verify/checks/${folder}/${id}.test.ts`;
await writeNew({
  [check]: perNode ? NODE_CHECK : CLUSTER_CHECK,
  [test]: perNode ? NODE_TEST : CLUSTER_TEST,
});

const index = `${CHECKS}/${folder}/index.ts`;
const text = readFileSync(index, 'utf8');
const list = new RegExp(`(export const ${LISTS[folder]}: [^=]*= \\[[^\\]]*?)\\s*\\];`);
if (!list.test(text)) refuse(`${index} has no list ${LISTS[folder]}: add ${name} to it by hand`);
const imported = `import { ${name} } from './${id}';\n`;
await writeFormatted(index, text.replace(/\n\n/, `\n${imported}\n`).replace(list, `$1\n  ${name},\n];`));

console.log(`
1. Write the check in ${check}: it reads through readings, and changes nothing.
2. Write what breaks it in ${test}.
3. Move ${name} in ${index} to its place: findings are printed in that order.
4. Run "npm run update", then "npm run test:unit -- test/verify".`);
