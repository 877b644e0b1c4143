import { existsSync, readFileSync } from 'node:fs';
import type { BgpSessionStates } from '../cluster/bgp-sessions';
import { bgpSessionStates, isEstablished } from '../cluster/bgp-sessions';
import type { PullTrouble } from '../cluster/image-pulls';
import { pullTroubles, pullTroubleText } from '../cluster/image-pulls';
import type { KubernetesApi } from '../cluster/kubernetes-api';
import { clusterState } from '../cluster/objects';
import type { Expected, LabState } from '../cluster/readiness';
import { isReady } from '../cluster/readiness';
import { LabError } from '../errors';
import { birdFiles, machineFolder } from '../layout/folders';
import type { Lab } from './lab';
import { output } from './run';

/** Reads a lab's cluster and its routers; undefined while the API server does not answer. */
export class LabObserver {
  private api: KubernetesApi | undefined;

  constructor(private readonly lab: Lab) {}

  async state(): Promise<LabState | undefined> {
    this.api ??= this.lab.api();
    if (this.api === undefined) return undefined;
    try {
      return { ...(await clusterState(this.api)), bgpSessions: await readBgpSessions(this.lab) };
    } catch (error) {
      if (error instanceof LabError) return undefined;
      throw error;
    }
  }

  close(): void {
    this.api?.close();
  }
}

/** A router whose BIRD does not answer has no sessions. */
async function readBgpSessions({ folder, layout, description }: Lab): Promise<BgpSessionStates> {
  const { bird } = description.host;
  if (bird === undefined) return new Map();
  const answers = await Promise.all(
    layout.bgp.map(({ name }) =>
      output([bird.client, '-s', birdFiles(folder, name).socket, 'show', 'protocols']),
    ),
  );
  return bgpSessionStates(answers.map(({ stdout }) => stdout).join('\n'));
}

/** What the lab of a description has to become. */
export function expectedOf({ description }: Lab): Expected {
  const { layout, addons } = description;
  return {
    nodes: layout.nodes.map(({ name }) => name),
    addons,
    loadBalancers: layout.loadBalancers,
    bgpSessions: layout.bgp.flatMap(({ sessions }) => sessions.map(({ name }) => name)),
    missingImages: layout.images?.missingImages ?? [],
  };
}

/**
 * Why a lab may not get on, one line each: what k3s ended with on a node, which images do not come, what a router says
 * of a session.
 */
export function troubles(lab: Lab, state: LabState | undefined): readonly string[] {
  const words = k3sWords(lab, state);
  if (state === undefined) return words;
  return [
    ...words,
    ...imageTroubles(lab, state).map(pullTroubleText),
    ...sessionWords(expectedOf(lab), state),
  ];
}

/** Images of a lab that do not come. */
export function imageTroubles(lab: Lab, state: LabState): readonly PullTrouble[] {
  return pullTroubles(state, expectedOf(lab).missingImages);
}

/** What k3s says again and again while it takes no registries.yaml. It quotes the file, and passwords may be in that. */
const REFUSED_REGISTRIES = 'Waiting to retrieve agent configuration; server is not ready: yaml: ';

/** Of a node that is Ready the words are of earlier. */
function k3sWords(lab: Lab, state: LabState | undefined): readonly string[] {
  const ready = (state?.nodes ?? []).filter(isReady).map(({ metadata }) => metadata.name);
  const others = lab.layout.nodes.filter(({ name }) => !ready.includes(name));
  return others.flatMap(({ name }) => {
    const { log } = machineFolder(lab.folder, name);
    const lines = existsSync(log) ? readFileSync(log, 'utf8').split('\n') : [];
    const fatal = lines.filter((line) => line.includes('level=fatal'));
    const refused = lines.some((line) => line.includes(REFUSED_REGISTRIES));
    return [
      ...fatal.slice(-1).map((line) => `${name}: ${line}`),
      ...(refused ? [`${name}: k3s cannot read its registries.yaml; ${log} says why`] : []),
    ];
  });
}

function sessionWords({ bgpSessions }: Expected, state: LabState): readonly string[] {
  return bgpSessions
    .filter((name) => !isEstablished(state.bgpSessions, name))
    .map((name) => `${name}: ${state.bgpSessions.get(name) ?? 'its BIRD does not answer'}`);
}
