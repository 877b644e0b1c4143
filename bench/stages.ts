import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { writeFleet } from './fleet';
import type { ObjectSet } from './object-sets';
import { differencesOf, ObjectReader } from './object-sets';
import { emptyProject, projectWith } from './projects';
import { netstack, synthCommand } from './renderers/netstack';
import type { Fleet, FleetCluster, Renderer } from './renderers/renderer';
import { OURS } from './row';
import type { MeasuredTask } from './turns';
import { emptyFolder } from './workplace';

/** Every renderer with the same fleet; all must write what the first one does. */
export function rendererTasks(
  fleet: Fleet,
  renderers: readonly Renderer[],
  folder: string,
): readonly MeasuredTask[] {
  const reader = new ObjectReader();
  const expected = new Map<FleetCluster, ObjectSet>();
  return renderers.map((renderer) => {
    const own = join(folder, renderer.name.replaceAll(' ', '-'));
    const output = join(own, 'output');
    mkdirSync(join(own, 'input'), { recursive: true });
    return {
      name: renderer.name,
      n: fleet.clusters.length,
      command: renderer.prepare(fleet, join(own, 'input'), output),
      prepare: () => void emptyFolder(output),
      check: () => {
        for (const cluster of fleet.clusters) {
          const objects = reader.read(renderer.outputOf(cluster, output));
          compare(renderer, cluster, expected.get(cluster) ?? objects, objects);
          expected.set(cluster, expected.get(cluster) ?? objects);
        }
      },
    };
  });
}

function compare(
  renderer: Renderer,
  { name, manifests }: FleetCluster,
  expected: ObjectSet,
  actual: ObjectSet,
) {
  const differences = differencesOf(expected, actual);
  const count = manifests.reduce((sum, { objects }) => sum + objects.length, 0);
  if (differences.length === 0 && actual.size === count) return;
  throw new Error(
    `${renderer.name} renders ${actual.size} objects of ${count} for ${name}:\n  ${differences.slice(0, 10).join('\n  ')}`,
  );
}

/** What a single cluster costs beyond the programs' own start. */
export function startTasks({ profiles }: Fleet, folder: string): readonly MeasuredTask[] {
  const empty = emptyFolder(join(folder, 'no-profiles'));
  const project = join(folder, 'project');
  return [
    {
      name: `${OURS}, no profile`,
      n: 0,
      // It says that there is none.
      command: { ...synthCommand(empty, join(folder, 'nothing')), status: 2 },
      prepare: () => undefined,
    },
    ...shortCommands(profiles, folder),
    npmSynthTask(1, profiles, project, 'store-00001'),
    npmSynthTask(SHIPPED, resolve('profiles'), join(folder, 'shipped'), 'pikube'),
    {
      name: 'npm run, empty cdk8s app',
      n: 0,
      command: emptyProject(join(folder, 'empty-project')),
      prepare: () => undefined,
    },
  ];
}

/** What a person and an editor run most, and the same cluster without what a former run rendered. */
function shortCommands(profiles: string, folder: string): readonly MeasuredTask[] {
  const netstackTask = (name: string, n: number, args: readonly string[], status = 0): MeasuredTask => ({
    ...{ name, n },
    command: { program: process.execPath, args: ['bin/netstack.js', ...args], status },
    prepare: () => undefined,
  });
  const output = join(folder, 'forced');
  return [
    {
      name: 'node -e 0',
      n: 0,
      command: { program: process.execPath, args: ['-e', '0'] },
      prepare: () => undefined,
    },
    netstackTask('netstack --help', 0, ['--help']),
    netstackTask('netstack, a wrong call', 0, ['nonsense'], 2),
    netstackTask('netstack validate', 1, ['validate', '--profiles', profiles]),
    netstackTask(`${OURS} --force`, 1, ['synth', '--force', '--profiles', profiles, '--output', output]),
  ];
}

/** Number of the clusters that ship with the project. */
const SHIPPED = 6;

/** @param cluster one of the profiles' */
function npmSynthTask(n: number, profiles: string, project: string, cluster: string): MeasuredTask {
  return {
    name: 'npm run synth',
    n,
    command: projectWith(profiles, project),
    prepare: () => rmSync(join(project, 'dist'), { recursive: true, force: true }),
    check: () => void readFileSync(join(project, 'dist', cluster, 'manifests/netstack-30-metallb.k8s.yaml')),
  };
}

/** What another run costs after nothing, or one profile, was changed. */
export function rerunTasks(size: number, folder: string): readonly MeasuredTask[] {
  const output = join(folder, 'rerun-output');
  const [first = ''] = writeFleet(join(folder, 'rerun'), size);
  const command = synthCommand(join(folder, 'rerun'), output);
  const pools = join(output, 'store-00001/manifests/netstack-50-metallb-config.k8s.yaml');
  let last = 150;
  execFileSync(command.program, command.args, { stdio: 'ignore' });
  return [
    { name: `${OURS}, unchanged`, n: size, command, prepare: () => undefined },
    {
      name: `${OURS}, one changed`,
      n: size,
      command,
      prepare: () => {
        const text = readFileSync(first, 'utf8');
        writeFileSync(first, text.replace(`-10.0.0.${last}]`, `-10.0.0.${(last -= 1)}]`));
      },
      check: () => {
        const followed = readFileSync(pools, 'utf8').includes(`-10.0.0.${last}\n`);
        if (!followed) throw new Error(`${pools} does not follow ${first}`);
      },
    },
  ];
}

/** The same fleet as values of its own on top of a common base. */
export function extendingTask({ clusters }: Fleet, folder: string): MeasuredTask {
  const profiles = join(folder, 'extending');
  const output = join(folder, 'extending-output');
  writeFleet(profiles, clusters.length, 'extending');
  return {
    name: `${OURS}, extends`,
    n: clusters.length,
    command: synthCommand(profiles, output),
    prepare: () => void emptyFolder(output),
    check: () => {
      for (const { name, manifests } of clusters) {
        for (const { file, content } of manifests) {
          if (readFileSync(join(output, name, 'manifests', file), 'utf8') === content) continue;
          throw new Error(`${name} is not the same when it extends a base: ${file}`);
        }
      }
    },
  };
}

/** Ours alone, for fleets that are too large for all others. */
export function oursAlone(size: number, folder: string): MeasuredTask {
  const profiles = join(folder, 'large');
  const output = join(folder, 'large-output');
  writeFleet(profiles, size);
  return {
    name: netstack.name,
    n: size,
    command: synthCommand(profiles, output),
    prepare: () => void emptyFolder(output),
  };
}
