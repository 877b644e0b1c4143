import { readFileSync } from 'node:fs';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { applyCluster, planApply, readCluster } from '../../../src/apply';
import { openMachines } from '../../../src/cli/apply/open-access';
import type { ApiObject } from '../../../src/kubernetes/api-object';
import type { RenderedCluster, Step } from '../../../src/steps';
import { hostOf, runOn } from '../../../src/steps';
import { checkProfile } from '../../../src/rules/check-profile';
import { ChartCache } from '../../../src/synth/chart-cache';
import { renderCluster } from '../../../src/synth/cluster-files';
import type { HarmfulChange } from './harmful-change';
import { HARMFUL_CHANGES } from './harmful-changes';

/** Seconds that the harm has to take effect before the controller is killed. */
const HARM_SECONDS = 6;

/** Applies one harmful change by ssh, past the rules, and kills itself. Arguments: profile, change, deadline. */
async function main([profile = '', name = '', deadline = '']: readonly string[]): Promise<void> {
  const change = HARMFUL_CHANGES.find((one) => one.name === name);
  const checked = checkProfile(profile);
  if (change === undefined || checked.plan === undefined) throw new Error(`no change ${name} of ${profile}`);
  const cluster = makeHarmful(renderCluster(checked.plan, new ChartCache()), change);
  const access = openMachines(checked.plan, { ssh: 'root' });
  const state = await readCluster(cluster, access, 'kubectl');
  const options = {
    way: 'kubectl',
    canInstall: false,
    secrets: new Set<string>(),
    recorded: checked.plan,
  } as const;
  const { steps } = planApply(cluster, state, options);
  await applyCluster({
    ...{ cluster, access, state, say, way: 'kubectl', owner: name, secrets: new Map() },
    steps: [...steps, ...commandStep(cluster, change)],
    record: { profile: readFileSync(profile, 'utf8') },
    deadlineSeconds: Number(deadline),
    verify: () => Promise.resolve(die()),
  });
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
  if (line.includes('failed')) die();
  // A command that begins: it may block, or break the connection that it runs by.
  if (/^ {2}(?:[as]1: (?:systemctl restart|sh)|kubectl apply) /.test(line))
    setTimeout(die, HARM_SECONDS * 1000);
}

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('killed');
}

function makeHarmful(rendered: RenderedCluster, { on, config, files = {} }: HarmfulChange): RenderedCluster {
  const changed = new Map(rendered.files);
  if (config !== undefined)
    changed.set(`k3s/${on}.yml`, changeConfig(changed.get(`k3s/${on}.yml`) ?? '', config));
  for (const [file, change] of Object.entries(files)) {
    const before = changed.get(file);
    const after = change(before ?? '');
    if (after === before) throw new Error(`${file} does not change`);
    changed.set(file, after);
  }
  const manifests = rendered.manifests.map(({ file }) => ({
    file,
    objects: parseAllDocuments(changed.get(`manifests/${file}`) ?? '').map((one) => one.toJS() as ApiObject),
  }));
  return { ...rendered, files: changed, manifests };
}

function changeConfig(text: string, config: NonNullable<HarmfulChange['config']>): string {
  const values: Record<string, unknown> = { ...(parse(text) as object), ...config };
  return stringify(Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)));
}

function commandStep({ plan }: RenderedCluster, { on, command }: HarmfulChange): readonly Step[] {
  const node = plan.nodes.find(({ name }) => name === on);
  if (command === undefined || node === undefined) return [];
  return [{ id: 'harm', title: 'Harm.', actions: [runOn(hostOf(node), ['sh', '-c', command])] }];
}

void main(process.argv.slice(2));
