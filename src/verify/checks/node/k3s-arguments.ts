import { parse } from 'yaml';
import type { NodeCheck, NodeVerification } from '../../check';
import type { Observation } from '../../finding';
import { compared } from '../../finding';
import { Unreachable } from '../../place';
import { readNode } from '../../readings';

const ANNOTATION = 'k3s.io/node-args';

/** What k3s was really started with, whatever files and flags it came from. */
export const k3sArguments: NodeCheck = {
  id: 'k3s-arguments',
  scope: 'node',
  title: 'k3s was started with what the profile says',
  why: 'A flag on the command line, or a config file that comes later in the alphabet, overrides the generated file; and a file that was copied without a restart does nothing yet.',
  async *look({ plan, self, cluster, nodeFiles, rehearsal }: NodeVerification) {
    const node = await readNode(cluster, self.name);
    const given = argumentsOf(node.metadata.annotations?.[ANNOTATION]);
    if (given === undefined)
      throw new Unreachable(
        `Node ${self.name} has no annotation ${ANNOTATION}`,
        'see whether its k3s is current',
      );
    const file = parse(nodeFiles.get(self.name) ?? '', { version: '1.1' }) as Config;
    const planned = { ...file, ...rehearsal?.config.get(self.name) };
    const next = `see what else sets it on ${self.name} (systemctl cat 'k3s*', /etc/rancher/k3s/config.yaml and config.yaml.d), then restart k3s there`;
    const observations = Object.entries(planned).map(([key, value]) =>
      keyAsPlanned(key, value, given, { name: self.name, next }),
    );
    const failed = observations.filter(({ outcome }) => outcome === 'fails');
    yield* failed;
    if (failed.length === 0) {
      const keys = `${observations.length} keys of ${plan.cluster}'s file`;
      yield compared(true, { ...{ looked: looked(self.name), found: keys, planned: keys, next } });
    }
  },
};

type Config = Readonly<Record<string, unknown>>;

/** The values that each flag was given, in their order. */
export type GivenArguments = ReadonlyMap<string, readonly string[]>;

function looked(node: string): string {
  return `annotation ${ANNOTATION} of Node ${node}`;
}

/** Reads what k3s notes of its command line, after its config files were put in front of it. */
export function argumentsOf(annotation: string | undefined): GivenArguments | undefined {
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

/** Of a value that is given several times the last one counts; of a list each one does. */
function keyAsPlanned(
  key: string,
  value: unknown,
  given: GivenArguments,
  { name, next }: { readonly name: string; readonly next: string },
): Observation {
  const flag = key.replace(/\+$/, '');
  const values = given.get(flag) ?? [];
  const what = `${flag} in the ${looked(name)}`;
  if (Array.isArray(value)) {
    const all = values.flatMap((one) => [one, ...one.split(',')]);
    const missing = value.map(String).filter((one) => !all.includes(one));
    const planned = `among them ${value.join(', ')}`;
    return compared(missing.length === 0, {
      looked: what,
      found: values.join(', ') || 'not given',
      planned,
      next,
    });
  }
  const planned = String(value);
  const found = values.at(-1);
  const same = found === planned || (found === undefined && (planned === 'false' || planned === ''));
  return compared(same, { looked: what, found: found ?? 'not given', planned, next });
}
