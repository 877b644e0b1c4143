import { existsSync, readFileSync } from 'node:fs';
import { visible } from '../../terminal/visible';
import { isEstablished } from '../cluster/bgp-sessions';
import { findPullTroubles, formatPullTrouble } from '../cluster/image-pulls';
import type { ExpectedState, LabState } from '../cluster/readiness';
import { isReady } from '../cluster/readiness';
import { machineFolder } from '../layout/folders';
import type { Lab } from './lab';
import { describeExpectedState } from './lab-observer';

/** Something that may prevent a lab from becoming ready. */
export interface LabTrouble {
  /** The node or the image that has it. */
  readonly of: string;
  /** On one line, without control characters. */
  readonly text: string;
}

/**
 * Why a lab may not become ready, one line each: the last fatal error of k3s on a node, images that cannot be pulled,
 * the state of BGP sessions.
 */
export function findTroubles(lab: Lab, state: LabState | undefined): readonly string[] {
  const sessions = state === undefined ? [] : sessionTroubles(describeExpectedState(lab), state);
  const all = [
    ...findFatalErrors(lab, state),
    ...findEarlyTroubles(lab, state).map(({ text }) => text),
    ...sessions,
  ];
  return all.map(visible);
}

/** Troubles to report before the timeout: they seldom pass by themselves. */
export function findEarlyTroubles(lab: Lab, state: LabState | undefined): readonly LabTrouble[] {
  const pulls = state === undefined ? [] : findPullTroubles(state, describeExpectedState(lab).missingImages);
  const all = [
    ...findRefusedRegistries(lab, state),
    ...pulls.map((pull) => ({ of: pull.image, text: formatPullTrouble(pull) })),
  ];
  return all.map(({ of, text }) => ({ of, text: visible(text) }));
}

/** k3s repeats this while it cannot parse registries.yaml. The line quotes the file, which may hold passwords. */
const REFUSED_REGISTRIES = 'Waiting to retrieve agent configuration; server is not ready: yaml: ';

function findRefusedRegistries(lab: Lab, state: LabState | undefined): readonly LabTrouble[] {
  return readUnreadyLogs(lab, state).flatMap(({ name, log, lines }) => {
    if (!lines.some((line) => line.includes(REFUSED_REGISTRIES))) return [];
    return { of: name, text: `${name}: k3s cannot read its registries.yaml: see ${log}` };
  });
}

/** The last fatal error of each node's k3s. A joining server exits a few times before the others run. */
function findFatalErrors(lab: Lab, state: LabState | undefined): readonly string[] {
  return readUnreadyLogs(lab, state).flatMap(({ name, lines }) => {
    const fatal = lines.filter((line) => line.includes('level=fatal'));
    return fatal.slice(-1).map((line) => `${name}: ${line}`);
  });
}

/** The logs of nodes that are not Ready. Errors of Ready nodes are past. */
function readUnreadyLogs(lab: Lab, state: LabState | undefined) {
  const ready = (state?.nodes ?? []).filter(isReady).map(({ metadata }) => metadata.name);
  const others = lab.layout.nodes.filter(({ name }) => !ready.includes(name));
  return others.map(({ name }) => {
    const { log } = machineFolder(lab.folder, name);
    return { name, log, lines: existsSync(log) ? readFileSync(log, 'utf8').split('\n') : [] };
  });
}

function sessionTroubles({ bgpSessions }: ExpectedState, state: LabState): readonly string[] {
  return bgpSessions
    .filter((name) => !isEstablished(state.bgpSessions, name))
    .map((name) => `${name}: ${state.bgpSessions.get(name) ?? 'its BIRD does not answer'}`);
}
