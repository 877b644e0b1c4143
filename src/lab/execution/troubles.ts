import { existsSync, readFileSync } from 'node:fs';
import { isEstablished } from '../cluster/bgp-sessions';
import { pullTroubles, pullTroubleText } from '../cluster/image-pulls';
import type { Expected, LabState } from '../cluster/readiness';
import { isReady } from '../cluster/readiness';
import { machineFolder } from '../layout/folders';
import type { Lab } from './lab';
import { expectedOf } from './lab-observer';

/** Something that may keep a lab from getting on. */
export interface Trouble {
  /** Whose it is: a node's name, or an image's. */
  readonly of: string;
  readonly text: string;
}

/**
 * Why a lab may not get on, one line each: what k3s ended with on a node, which images do not come, what a router says
 * of a session.
 */
export function troubles(lab: Lab, state: LabState | undefined): readonly string[] {
  const sessions = state === undefined ? [] : sessionWords(expectedOf(lab), state);
  return [...fatalWords(lab, state), ...earlyTroubles(lab, state).map(({ text }) => text), ...sessions];
}

/** Those of them that are worth a word while there is still time: they seldom pass by themselves. */
export function earlyTroubles(lab: Lab, state: LabState | undefined): readonly Trouble[] {
  const pulls = state === undefined ? [] : pullTroubles(state, expectedOf(lab).missingImages);
  return [
    ...refusedRegistries(lab, state),
    ...pulls.map((pull) => ({ of: pull.image, text: pullTroubleText(pull) })),
  ];
}

/** What k3s says again and again while it takes no registries.yaml. It quotes the file, and passwords may be in that. */
const REFUSED_REGISTRIES = 'Waiting to retrieve agent configuration; server is not ready: yaml: ';

function refusedRegistries(lab: Lab, state: LabState | undefined): readonly Trouble[] {
  return unreadyLogs(lab, state).flatMap(({ name, log, lines }) => {
    if (!lines.some((line) => line.includes(REFUSED_REGISTRIES))) return [];
    return { of: name, text: `${name}: k3s cannot read its registries.yaml; ${log} says why` };
  });
}

/** What k3s ended with, the last time. One that joins others ends a few times before they are there. */
function fatalWords(lab: Lab, state: LabState | undefined): readonly string[] {
  return unreadyLogs(lab, state).flatMap(({ name, lines }) => {
    const fatal = lines.filter((line) => line.includes('level=fatal'));
    return fatal.slice(-1).map((line) => `${name}: ${line}`);
  });
}

/** What nodes have written; of one that is Ready the words are of earlier. */
function unreadyLogs(lab: Lab, state: LabState | undefined) {
  const ready = (state?.nodes ?? []).filter(isReady).map(({ metadata }) => metadata.name);
  const others = lab.layout.nodes.filter(({ name }) => !ready.includes(name));
  return others.map(({ name }) => {
    const { log } = machineFolder(lab.folder, name);
    return { name, log, lines: existsSync(log) ? readFileSync(log, 'utf8').split('\n') : [] };
  });
}

function sessionWords({ bgpSessions }: Expected, state: LabState): readonly string[] {
  return bgpSessions
    .filter((name) => !isEstablished(state.bgpSessions, name))
    .map((name) => `${name}: ${state.bgpSessions.get(name) ?? 'its BIRD does not answer'}`);
}
