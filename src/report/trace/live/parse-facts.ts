/** An interface as `ip -j address` prints it. */
export interface InterfaceFacts {
  readonly name: string;
  /** Bytes. */
  readonly mtu: number;
  readonly isUp: boolean;
  readonly addresses: readonly string[];
}

/** Reads `ip -j address`. */
export function parseInterfaces(text: string): readonly InterfaceFacts[] {
  const links = JSON.parse(text) as readonly IpAddress[];
  return links.flatMap(({ ifname, mtu, flags, addr_info: addresses }) =>
    ifname === undefined
      ? []
      : [
          {
            name: ifname,
            mtu: mtu ?? 0,
            isUp: flags?.includes('UP') === true,
            addresses: (addresses ?? []).flatMap(({ local }) => local ?? []),
          },
        ],
  );
}

interface IpAddress {
  readonly ifname?: string;
  readonly mtu?: number;
  readonly flags?: readonly string[];
  readonly addr_info?: readonly { readonly local?: string }[];
}

/** A connection in the table of conntrack: the packet before and after translation. */
export interface TrackedConnection {
  readonly source: string;
  readonly sourcePort: number;
  readonly destination: string;
  /** After translation. */
  readonly newSource: string;
  readonly newSourcePort: number;
  readonly newDestination: string;
  readonly newDestinationPort: number;
}

/** Reads `conntrack -L`: each line has the packet as it came, then the reply, whose ends are the translated ones. */
export function parseConnections(text: string): readonly TrackedConnection[] {
  return text.split('\n').flatMap((line) => {
    const all = (key: string) =>
      [...line.matchAll(new RegExp(`\\b${key}=(\\S+)`, 'g'))].map(([, one = '']) => one);
    const [sources, destinations, from, to] = [all('src'), all('dst'), all('sport'), all('dport')];
    const [source, newDestination] = sources;
    const [destination, newSource] = destinations;
    if (source === undefined || newDestination === undefined) return [];
    if (destination === undefined || newSource === undefined) return [];
    return [
      {
        ...{ source, sourcePort: Number(from[0]), destination },
        ...{ newSource, newSourcePort: Number(to[1]), newDestination, newDestinationPort: Number(from[1]) },
      },
    ];
  });
}
