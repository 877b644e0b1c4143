import { parse } from 'yaml';
import type { NodeCheck, NodeContext } from '../../check';
import type { Observation } from '../../finding';
import { passIf, fail } from '../../finding';
import { formatRestart } from '../../node/node-commands';

/** k3s reads the files of the folder in alphabetical order; a later one overrides. */
const FOLDER = '/etc/rancher/k3s/config.yaml.d';

const FILE = `${FOLDER}/50-netstack.yaml`;

const FLANNEL_FILE = '/etc/rancher/k3s/netstack-flannel.json';

/** The node file, as synth writes it and as installed on the node. */
export const k3sConfig: NodeCheck = {
  id: 'k3s-config',
  scope: 'node',
  title: 'the installed node file matches the profile',
  why: 'k3s reads the file at its next start: an edited or outdated file takes effect then.',
  async *observe(context: NodeContext) {
    const { plan, self, host, nodeFiles, flannelConf } = context;
    const file = nodeFiles.get(self.name);
    const source = `dist/${plan.cluster}/k3s`;
    if (file !== undefined) {
      const { status, stdout } = await host.run(['cat', FILE]);
      const next = `copy ${source}/${self.name}.yml to ${FILE} on ${self.name}, then ${formatRestart(self)}`;
      yield compareFile(FILE, status === 0 ? stdout : undefined, file, next);
      yield* compareLaterFiles(file, context);
    }
    if (flannelConf !== undefined) {
      const { status, stdout } = await host.run(['cat', FLANNEL_FILE]);
      const next = `copy ${source}/netstack-flannel.json to ${FLANNEL_FILE} on ${self.name}, then ${formatRestart(self)}`;
      yield compareFile(FLANNEL_FILE, status === 0 ? stdout : undefined, flannelConf, next);
    }
  },
};

type Config = Readonly<Record<string, unknown>>;

/** Compares keys and values; comments and quotes do not matter. */
function compareFile(subject: string, text: string | undefined, planned: string, next: string): Observation {
  const wanted = parse(planned, { version: '1.1' }) as Config;
  if (text === undefined)
    return fail({ subject, found: 'no such file', planned: `${Object.keys(wanted).length} keys`, next });
  const found = parseConfig(text);
  if (found === undefined) return fail({ subject, found: 'not valid YAML', planned: 'a YAML mapping', next });
  const keys = [...new Set([...Object.keys(wanted), ...Object.keys(found)])];
  const different = keys.filter((key) => formatValue(found[key]) !== formatValue(wanted[key]));
  if (different.length === 0) return passIf(true, { subject, found: SAME, planned: SAME, next });
  return fail({
    ...{ subject, next },
    found: different.map((key) => `${key}: ${formatValue(found[key])}`).join('; '),
    planned: different.map((key) => `${key}: ${formatValue(wanted[key])}`).join('; '),
  });
}

/** Files of the user that k3s reads after the node file, and that set its keys to other values. */
async function* compareLaterFiles(
  file: string,
  { self, host, rehearsal }: NodeContext,
): AsyncIterable<Observation> {
  const wanted: Config = {
    ...(parse(file, { version: '1.1' }) as Config),
    ...rehearsal?.config.get(self.name),
  };
  const { stdout } = await host.run(['find', FOLDER, '-name', '*.y*ml', '-type', 'f']);
  const later = stdout.split('\n').filter((path) => path.startsWith(FOLDER) && path > FILE);
  for (const path of later.sort()) {
    const found = parseConfig((await host.run(['cat', path])).stdout) ?? {};
    const different = Object.keys(found).filter(
      (key) => key in wanted && formatValue(found[key]) !== formatValue(wanted[key]),
    );
    if (different.length === 0) continue;
    yield fail({
      subject: path,
      found: different.map((key) => `${key}: ${formatValue(found[key])}`).join('; '),
      planned: different.map((key) => `${key}: ${formatValue(wanted[key])}, as in ${FILE}`).join('; '),
      next: `on ${self.name}: remove the keys from ${path}, then ${formatRestart(self)}`,
    });
  }
}

const SAME = 'every key as synth writes it';

function parseConfig(text: string): Config | undefined {
  try {
    const value: unknown = parse(text, { version: '1.1' });
    return typeof value === 'object' && value !== null ? (value as Config) : undefined;
  } catch {
    return undefined;
  }
}

function formatValue(value: unknown): string {
  return value === undefined ? '(not set)' : JSON.stringify(value);
}
