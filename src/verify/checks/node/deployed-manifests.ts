import { createHash } from 'node:crypto';
import type { NodeCheck, NodeVerification } from '../../check';
import type { Observation } from '../../finding';
import { compared, fails, holds } from '../../finding';

const FOLDER = '/var/lib/rancher/k3s/server/manifests';

/** Our files among those that k3s applies by itself. */
const PATTERN = 'netstack-*.k8s.yaml';

/** What lies in a server's auto-deploy directory, where it is used. */
export const deployedManifests: NodeCheck = {
  id: 'deployed-manifests',
  scope: 'node',
  title: 'the manifests that k3s applies by itself are those of the profile',
  why: 'k3s applies whatever lies there at every start: an old file brings back what the profile has given up, over what kubectl applied since.',
  applies: (_plan, { role }) => role === 'server',
  async *look({ plan, self, here, manifests }: NodeVerification) {
    if (manifests === undefined) return;
    const { stdout } = await here.run(['find', FOLDER, '-name', PATTERN, '-exec', 'sha256sum', '{}', '+']);
    const found = checksumsOf(stdout);
    if (found.size === 0) {
      const look = { looked: `${FOLDER} on ${self.name}`, planned: 'those of the profile, or none' };
      yield holds({ ...look, found: `no ${PATTERN}: applied by kubectl, or by another server` });
      return;
    }
    const source = `dist/${plan.cluster}/manifests`;
    for (const [file, { content }] of manifests) yield fileAsWritten(file, content, found.get(file), source);
    for (const file of found.keys()) if (!manifests.has(file)) yield leftOver(file);
  },
};

/** SHA-256 by file name, from what sha256sum prints. */
export function checksumsOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split('\n').flatMap((line) => {
      const [, sum, name] = /^([\da-f]{64}) [ *].*\/([^/]+)$/.exec(line) ?? [];
      return sum === undefined || name === undefined ? [] : [[name, sum] as const];
    }),
  );
}

function fileAsWritten(file: string, text: string, sum: string | undefined, source: string): Observation {
  const wanted = createHash('sha256').update(text).digest('hex');
  return compared(sum === wanted, {
    looked: `${FOLDER}/${file}`,
    found: sum === undefined ? 'no such file, beside others' : `SHA-256 ${sum.slice(0, 12)}`,
    planned: `SHA-256 ${wanted.slice(0, 12)}, as ${source}/${file}`,
    next: `copy ${source}/${file} there; k3s applies it within 15 seconds`,
  });
}

function leftOver(file: string): Observation {
  return fails({
    looked: `${FOLDER}/${file}`,
    found: 'there',
    planned: 'no such file: the profile has no such part',
    next: `rm ${FOLDER}/${file}, then delete its objects: removing the file deletes none of them`,
  });
}
