import type { ExpectedState, LabState } from '../cluster/readiness';
import { findMissing, isReady } from '../cluster/readiness';
import type { WaitOptions } from '../cluster/wait';
import { waitUntil } from '../cluster/wait';
import { LabError } from '../errors';
import type { DelayedManifest } from '../layout/delayed-manifests';
import { DelayedManifests } from './delayed-manifests';
import type { Lab } from './lab';
import { describeExpectedState, LabObserver } from './lab-observer';
import { StandInCni } from './stand-in-cni';
import { findEarlyTroubles, findTroubles } from './troubles';

/** What is missing while nothing else can be read. */
const NO_API = ['the API server to answer'];

/** Waits until the first server has written its kubeconfig. */
export async function waitForServer(lab: Lab, options: WaitOptions): Promise<void> {
  await observe(lab, options, () => (lab.kubeconfig() === undefined ? ['the first server to start'] : []));
}

/** Waits until the nodes are Ready. Where flannel is `none`, sets up the lab's own CNI on each node. */
export async function waitForNodes(lab: Lab, options: WaitOptions): Promise<void> {
  const { nodes } = describeExpectedState(lab);
  const cni = new StandInCni(lab);
  await observe(lab, options, async (state) => {
    if (state === undefined) return NO_API;
    await cni.provide(state);
    const ready = state.nodes.filter(isReady).map(({ metadata }) => metadata.name);
    const rest = nodes.filter((name) => !ready.includes(name));
    return rest.length === 0
      ? []
      : [`${rest.length} of ${nodes.length} nodes to be Ready (${rest.join(', ')})`];
  });
}

/** Waits until everything runs that can. Returns the state of the lab then. */
export async function waitForAll(
  lab: Lab,
  options: WaitOptions,
  delayed: readonly DelayedManifest[] = [],
): Promise<LabState | undefined> {
  const expected: ExpectedState = describeExpectedState(lab);
  const manifests = new DelayedManifests(lab, delayed);
  try {
    return await observe(lab, options, async (state) => {
      if (state === undefined) return NO_API;
      await manifests.provide(state);
      return findMissing(state, expected);
    });
  } finally {
    manifests.close();
  }
}

/**
 * Waits, and reports what may prevent progress: each early trouble once, when it is first seen, and all troubles at the
 * timeout. Returns the last state.
 */
async function observe(
  lab: Lab,
  options: WaitOptions,
  lacking: (state: LabState | undefined) => readonly string[] | Promise<readonly string[]>,
): Promise<LabState | undefined> {
  const observer = new LabObserver(lab);
  const reported = new Set<string>();
  let state: LabState | undefined;
  const check = async () => {
    state = await observer.state();
    for (const { of, text } of findEarlyTroubles(lab, state)) {
      if (!reported.has(of)) options.say(text);
      reported.add(of);
    }
    return lacking(state);
  };
  try {
    await waitUntil(check, options);
    return state;
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    throw new LabError([error.message, ...findTroubles(lab, state)].join('\n  '));
  } finally {
    observer.close();
  }
}
