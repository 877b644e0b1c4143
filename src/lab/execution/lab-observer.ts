import type { BgpSessionStates } from '../cluster/bgp-sessions';
import { parseBgpSessions } from '../cluster/bgp-sessions';
import type { KubernetesApi } from '../cluster/kubernetes-api';
import { readClusterState } from '../cluster/objects';
import type { ExpectedState, LabState } from '../cluster/readiness';
import { LabError } from '../errors';
import { birdFiles } from '../layout/folders';
import type { Lab } from './lab';
import { tryRun } from './run';

/** Reads the state of a lab's cluster and routers. */
export class LabObserver {
  private api: KubernetesApi | undefined;

  constructor(private readonly lab: Lab) {}

  /** The state; undefined while the API server does not answer. */
  async state(): Promise<LabState | undefined> {
    this.api ??= this.lab.api();
    if (this.api === undefined) return undefined;
    try {
      return { ...(await readClusterState(this.api)), bgpSessions: await readBgpSessions(this.lab) };
    } catch (error) {
      if (error instanceof LabError) return undefined;
      throw error;
    }
  }

  close(): void {
    this.api?.close();
  }
}

/** The sessions of the routers whose BIRD answers. */
async function readBgpSessions({ folder, layout, description }: Lab): Promise<BgpSessionStates> {
  const { bird } = description.host;
  if (bird === undefined) return new Map();
  const answers = await Promise.all(
    layout.bgp.map(({ name }) =>
      tryRun([bird.client, '-s', birdFiles(folder, name).socket, 'show', 'protocols']),
    ),
  );
  return parseBgpSessions(answers.map(({ stdout }) => stdout).join('\n'));
}

/** The state that a lab has to reach. */
export function describeExpectedState({ description }: Lab): ExpectedState {
  const { layout, addons } = description;
  return {
    nodes: layout.nodes.map(({ name }) => name),
    addons,
    loadBalancers: layout.loadBalancers,
    bgpSessions: layout.bgp.flatMap(({ sessions }) => sessions.map(({ name }) => name)),
    missingImages: layout.images?.missingImages ?? [],
  };
}
