import type { LabState } from '../cluster/readiness';
import { isReady, missing } from '../cluster/readiness';
import type { WaitOptions } from '../cluster/wait';
import { waitUntil } from '../cluster/wait';
import { LabError } from '../errors';
import type { Lab } from './lab';
import { expectedOf, LabObserver } from './lab-observer';
import { StandInCni } from './stand-in-cni';
import { earlyTroubles, troubles } from './troubles';

/** What is waited for where nobody can be asked about the rest. */
const NO_API = ['the API server to answer'];

/** Waits until the first server has written its kubeconfig. */
export async function serverStarted(lab: Lab, options: WaitOptions): Promise<void> {
  await observed(lab, options, () => (lab.kubeconfig() === undefined ? ['the first server to start'] : []));
}

/** Waits until the nodes are there; where the lab's own CNI stands in, gives them pod networks. */
export async function nodesReady(lab: Lab, options: WaitOptions): Promise<void> {
  const { nodes } = expectedOf(lab);
  const cni = new StandInCni(lab);
  await observed(lab, options, async (state) => {
    if (state === undefined) return NO_API;
    await cni.provide(state);
    const ready = state.nodes.filter(isReady).map(({ metadata }) => metadata.name);
    const rest = nodes.filter((name) => !ready.includes(name));
    return rest.length === 0
      ? []
      : [`${rest.length} of ${nodes.length} nodes to be Ready (${rest.join(', ')})`];
  });
}

/** Waits until everything runs. */
export async function allReady(lab: Lab, options: WaitOptions): Promise<void> {
  const expected = expectedOf(lab);
  await observed(lab, options, (state) => (state === undefined ? NO_API : missing(state, expected)));
}

/**
 * Waits, and tells what may keep the lab from getting on: each trouble once as soon as it is seen, and all that there
 * still are when the time is over.
 */
async function observed(
  lab: Lab,
  options: WaitOptions,
  lacking: (state: LabState | undefined) => readonly string[] | Promise<readonly string[]>,
): Promise<void> {
  const observer = new LabObserver(lab);
  const told = new Set<string>();
  let state: LabState | undefined;
  const look = async () => {
    state = await observer.state();
    for (const { of, text } of earlyTroubles(lab, state)) {
      if (!told.has(of)) options.say(text);
      told.add(of);
    }
    return lacking(state);
  };
  try {
    await waitUntil(look, options);
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    throw new LabError([error.message, ...troubles(lab, state)].join('\n  '));
  } finally {
    observer.close();
  }
}
