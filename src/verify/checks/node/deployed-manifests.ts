import { createHash } from 'node:crypto';
import { quoteCommand, quoteWord } from '../../../terminal/quote-command';
import type { NodeCheck, NodeContext } from '../../check';
import type { Observation } from '../../finding';
import { passIf, fail, pass } from '../../finding';

const FOLDER = '/var/lib/rancher/k3s/server/manifests';

/** The files of synth in the auto-deploy directory. */
const PATTERN = 'netstack-*.k8s.yaml';

/** The files of synth in a server's auto-deploy directory, where it is used. */
export const deployedManifests: NodeCheck = {
  id: 'deployed-manifests',
  scope: 'node',
  title: 'the auto-deploy directory contains the current manifests of the profile',
  why: 'k3s applies these files at every start: an old file restores objects that the profile no longer has, and overwrites what kubectl applied.',
  applies: (_plan, { role }) => role === 'server',
  async *observe({ plan, self, host, manifests }: NodeContext) {
    if (manifests === undefined) return;
    const { stdout } = await host.run(['find', FOLDER, '-name', PATTERN, '-exec', 'sha256sum', '{}', '+']);
    const found = parseChecksums(stdout);
    if (found.size === 0) {
      const texts = {
        subject: `${FOLDER} on ${self.name}`,
        planned: 'the manifests of the profile, or none',
      };
      yield pass({ ...texts, found: `no ${PATTERN}: kubectl or another server applies them` });
      return;
    }
    const source = `dist/${plan.cluster}/manifests`;
    for (const [file, { content }] of manifests) yield compareFile(file, content, found.get(file), source);
    for (const file of found.keys()) if (!manifests.has(file)) yield reportLeftOver(file);
    const { stdout: skips } = await host.run(['find', FOLDER, '-name', `${PATTERN}.skip`]);
    const skipFiles = skips.split('\n').filter((line) => line.endsWith('.skip'));
    for (const file of skipFiles.sort()) yield reportSkipFile(file);
  },
};

/** SHA-256 by file name, from the output of sha256sum. */
export function parseChecksums(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split('\n').flatMap((line) => {
      const [, sum, name] = /^([\da-f]{64}) [ *].*\/([^/]+)$/.exec(line) ?? [];
      return sum === undefined || name === undefined ? [] : [[name, sum] as const];
    }),
  );
}

function compareFile(file: string, text: string, sum: string | undefined, source: string): Observation {
  const wanted = createHash('sha256').update(text).digest('hex');
  return passIf(sum === wanted, {
    subject: `${FOLDER}/${file}`,
    found: sum === undefined ? 'no such file, while other files exist' : `SHA-256 ${sum.slice(0, 12)}`,
    planned: `SHA-256 ${wanted.slice(0, 12)}, as ${source}/${file}`,
    next: `copy ${quoteWord(`${source}/${file}`)} to ${FOLDER}; k3s applies it within 15 seconds`,
  });
}

/** @see https://docs.k3s.io/installation/packaged-components#using-skip-files */
function reportSkipFile(file: string): Observation {
  return fail({
    subject: file,
    found: 'the file exists, so k3s ignores the manifest beside it',
    planned: 'no such file',
    next: quoteCommand(['rm', file]),
  });
}

function reportLeftOver(file: string): Observation {
  return fail({
    subject: `${FOLDER}/${file}`,
    found: 'the file exists',
    planned: 'no such file: synth does not write it for this profile',
    next: `${quoteCommand(['rm', `${FOLDER}/${file}`])}, then delete its objects: k3s does not delete them with the file`,
  });
}
