import type { LabState } from '../cluster/readiness';
import { isReady, missing } from '../cluster/readiness';
import type { WaitOptions } from '../cluster/wait';
import { waitUntil } from '../cluster/wait';
import { pullTroubleText } from '../cluster/image-pulls';
import { LabError } from '../errors';
import type { Lab } from './lab';
import { expectedOf, imageTroubles, LabObserver, troubles } from './lab-observer';
import { StandInCni } from './stand-in-cni';

/** Waits until the nodes are there; where the lab's own CNI stands in, gives them pod networks. */
export async function nodesReady(lab: Lab, options: WaitOptions): Promise<void> {
  const { nodes } = expectedOf(lab);
  const cni = new StandInCni(lab);
  await observed(lab, options, async (state) => {
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
  await observed(lab, options, (state) => Promise.resolve(missing(state, expected)));
}

async function observed(
  lab: Lab,
  options: WaitOptions,
  lacking: (state: LabState) => Promise<readonly string[]>,
): Promise<void> {
  const observer = new LabObserver(lab);
  const told = new Set<string>();
  let state: LabState | undefined;
  const look = async () => {
    state = await observer.state();
    for (const trouble of state === undefined ? [] : imageTroubles(lab, state)) {
      if (!told.has(trouble.image)) options.say(pullTroubleText(trouble));
      told.add(trouble.image);
    }
    return state === undefined ? ['the API server to answer'] : lacking(state);
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
