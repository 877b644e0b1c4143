import { parse } from 'yaml';
import type { NodeCheck, NodeContext } from '../../check';
import type { Observation } from '../../finding';
import { passIf } from '../../finding';
import { UnreachableError } from '../../host';
import { formatRestart } from '../../node/node-commands';
import { readNode } from '../../readings';

const ANNOTATION = 'k3s.io/node-args';

/** The arguments that k3s was started with, from files and flags. */
export const k3sArguments: NodeCheck = {
  id: 'k3s-arguments',
  scope: 'node',
  title: 'k3s was started with the configuration of the profile',
  why: 'A flag on the command line or a config file later in the alphabet overrides the node file, and a copied file has no effect until k3s restarts.',
  dependsOn: ['k3s-config'],
  async *observe({ plan, self, cluster, nodeFiles, rehearsal }: NodeContext) {
    const node = await readNode(cluster, self.name);
    const given = parseArguments(node.metadata.annotations?.[ANNOTATION]);
    if (given === undefined)
      throw new UnreachableError(
        `Node ${self.name} has no annotation ${ANNOTATION}`,
        'check that k3s runs on the node and is a supported release',
      );
    const file = parse(nodeFiles.get(self.name) ?? '', { version: '1.1' }) as Config;
    const planned = { ...file, ...rehearsal?.config.get(self.name) };
    const next = `find what else sets it on ${self.name} (systemctl cat 'k3s*', /etc/rancher/k3s/config.yaml and config.yaml.d), then ${formatRestart(self)}`;
    const observations = Object.entries(planned).map(([key, value]) =>
      compareKey(key, value, given, { name: self.name, next }),
    );
    const failed = observations.filter(({ outcome }) => outcome === 'failed');
    yield* failed;
    if (failed.length === 0) {
      const keys = `${observations.length} keys of ${plan.cluster}'s file`;
      yield passIf(true, { ...{ subject: formatSubject(self.name), found: keys, planned: keys, next } });
    }
  },
};

type Config = Readonly<Record<string, unknown>>;

/** The values of each flag, in order. */
export type GivenArguments = ReadonlyMap<string, readonly string[]>;

function formatSubject(node: string): string {
  return `annotation ${ANNOTATION} of Node ${node}`;
}

/** Parses the annotation in which k3s records its arguments, those of config files first. */
export function parseArguments(annotation: string | undefined): GivenArguments | undefined {
  if (annotation === undefined) return undefined;
  const words = JSON.parse(annotation) as readonly string[];
  const given = new Map<string, string[]>();
  for (const [index, word] of words.entries()) {
    if (!word.startsWith('-')) continue;
    const [flag = '', ...rest] = word.replace(/^--?/, '').split('=');
    const following = words[index + 1];
    const value =
      rest.length > 0 ? rest.join('=') : following?.startsWith('--') === false ? following : 'true';
    given.set(flag, [...(given.get(flag) ?? []), value]);
  }
  return given;
}

/** The last value of a repeated flag counts; for a list, every value does. */
function compareKey(
  key: string,
  value: unknown,
  given: GivenArguments,
  { name, next }: { readonly name: string; readonly next: string },
): Observation {
  const flag = key.replace(/\+$/, '');
  const values = given.get(flag) ?? [];
  const what = `${flag} in the ${formatSubject(name)}`;
  if (Array.isArray(value)) {
    const all = values.flatMap((one) => [one, ...one.split(',')]);
    const missing = value.map(String).filter((one) => !all.includes(one));
    const planned = `contains ${value.join(', ')}`;
    return passIf(missing.length === 0, {
      subject: what,
      found: values.join(', ') || 'not set',
      planned,
      next,
    });
  }
  const planned = String(value);
  const found = values.at(-1);
  const same = found === planned || (found === undefined && (planned === 'false' || planned === ''));
  return passIf(same, { subject: what, found: found ?? 'not set', planned, next });
}
