import { parse } from 'yaml';
import type { NodeCheck, NodeVerification } from '../../check';
import type { Observation } from '../../finding';
import { compared, fails } from '../../finding';

const FILE = '/etc/rancher/k3s/config.yaml.d/50-netstack.yaml';

const FLANNEL_FILE = '/etc/rancher/k3s/netstack-flannel.json';

/** The node's file as synth writes it and as it lies on the node. */
export const k3sConfig: NodeCheck = {
  id: 'k3s-config',
  scope: 'node',
  title: "the node's config file says what the profile says",
  why: 'k3s reads it at its next start: a change by hand, or a file of an older profile, shows then and not today.',
  async *look({ plan, self, here, nodeFiles, flannelConf }: NodeVerification) {
    const file = nodeFiles.get(self.name);
    const source = `dist/${plan.cluster}/k3s`;
    if (file !== undefined) {
      const { status, stdout } = await here.run(['cat', FILE]);
      const next = `copy ${source}/${self.name}.yml to ${FILE} on ${self.name}, then restart k3s there`;
      yield fileAsWritten(FILE, status === 0 ? stdout : undefined, file, next);
    }
    if (flannelConf !== undefined) {
      const { status, stdout } = await here.run(['cat', FLANNEL_FILE]);
      const next = `copy ${source}/netstack-flannel.json to ${FLANNEL_FILE} on ${self.name}, then restart k3s there`;
      yield fileAsWritten(FLANNEL_FILE, status === 0 ? stdout : undefined, flannelConf, next);
    }
  },
};

type Config = Readonly<Record<string, unknown>>;

/** Compares what is said, not how: comments and quotes are nobody's business. */
function fileAsWritten(looked: string, text: string | undefined, planned: string, next: string): Observation {
  const wanted = parse(planned, { version: '1.1' }) as Config;
  if (text === undefined)
    return fails({ looked, found: 'no such file', planned: `${Object.keys(wanted).length} keys`, next });
  const found = configOf(text);
  if (found === undefined)
    return fails({ looked, found: 'it cannot be read as YAML', planned: 'a YAML mapping', next });
  const keys = [...new Set([...Object.keys(wanted), ...Object.keys(found)])];
  const different = keys.filter((key) => spelled(found[key]) !== spelled(wanted[key]));
  if (different.length === 0) return compared(true, { looked, found: SAME, planned: SAME, next });
  return fails({
    ...{ looked, next },
    found: different.map((key) => `${key}: ${spelled(found[key])}`).join('; '),
    planned: different.map((key) => `${key}: ${spelled(wanted[key])}`).join('; '),
  });
}

const SAME = 'every key as synth writes it';

function configOf(text: string): Config | undefined {
  try {
    const value: unknown = parse(text, { version: '1.1' });
    return typeof value === 'object' && value !== null ? (value as Config) : undefined;
  } catch {
    return undefined;
  }
}

function spelled(value: unknown): string {
  return value === undefined ? '(not set)' : JSON.stringify(value);
}
