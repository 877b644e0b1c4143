import { readFileSync, rmSync } from 'node:fs';
import type { DnsRecords } from '../layout/dns-records';
import { serveDns } from './name-server';
import { relayConnections } from './relay';

/** The services of a lab's router. */
export interface RouterServices {
  readonly dns: readonly { readonly address: string; readonly port: number }[];
  readonly records: DnsRecords;
  /** Name server that queries for unknown names are forwarded to. */
  readonly upstream?: string;
  /** The LAN's own zones. */
  readonly zones: readonly string[];
  /** The socket file that leads to the API server from outside the lab, and the API server's address. */
  readonly api: { readonly socket: string; readonly address: string; readonly port: number };
}

/** Serves until the process is killed. Runs inside the router. */
export function serveRouter(file: string): void {
  const { dns, records, upstream, zones, api } = JSON.parse(readFileSync(file, 'utf8')) as RouterServices;
  for (const { address, port } of dns)
    serveDns({ address, port, records, zones, ...(upstream !== undefined && { upstream }) });
  rmSync(api.socket, { force: true });
  relayConnections(api.socket, api.address, api.port);
}
