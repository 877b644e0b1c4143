/** What BIRD says of each BGP session, by its name: `Established`, or `Active  Socket: Connection refused`. */
export type BgpSessionStates = ReadonlyMap<string, string>;

/** Name, kind, table, state, since when, and what there is to say: a connection's state and the last error. */
const BGP_LINE = /^(\S+)\s+BGP\s+\S+\s+\S+\s+\S+\s*(.*)$/gm;

/** @param protocols what `birdc show protocols` printed */
export function bgpSessionStates(protocols: string): BgpSessionStates {
  return new Map(
    [...protocols.matchAll(BGP_LINE)].map(([, name = '', words = '']) => [name, words.trimEnd()]),
  );
}

/** Whether routes are told in it. */
export function isEstablished(states: BgpSessionStates, session: string): boolean {
  return states.get(session)?.split(/\s/)[0] === 'Established';
}
