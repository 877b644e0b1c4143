/** The state that BIRD reports of each BGP session, by its name: `Established`, `Active  Socket: Connection refused`. */
export type BgpSessionStates = ReadonlyMap<string, string>;

/** Columns: name, protocol, table, state, since, and details: the state of the session and the last error. */
const BGP_LINE = /^(\S+)\s+BGP\s+\S+\s+\S+\s+\S+\s*(.*)$/gm;

/** @param protocols the output of `birdc show protocols` */
export function parseBgpSessions(protocols: string): BgpSessionStates {
  return new Map(
    [...protocols.matchAll(BGP_LINE)].map(([, name = '', words = '']) => [name, words.trimEnd()]),
  );
}

/** Whether routes are exchanged in the session. */
export function isEstablished(states: BgpSessionStates, session: string): boolean {
  return states.get(session)?.split(/\s/)[0] === 'Established';
}
