import { readFileSync, rmSync } from 'node:fs';
import type { DnsRecords } from '../layout/dns-records';
import { serveDns } from './name-server';
import { relay } from './relay';

/** What the router of a lab does beyond passing packets on. */
export interface RouterServices {
  readonly dns: readonly { readonly address: string; readonly port: number }[];
  readonly records: DnsRecords;
  /** Who is asked for names that nobody here knows. */
  readonly upstream?: string;
  /** The LAN's own zones. */
  readonly zones: readonly string[];
  /** The socket file by which the API server is reached from outside the lab, and where that is. */
  readonly api: { readonly socket: string; readonly address: string; readonly port: number };
}

/** Serves until it is ended. Runs inside the router. */
export function serveRouter(file: string): void {
  const { dns, records, upstream, zones, api } = JSON.parse(readFileSync(file, 'utf8')) as RouterServices;
  for (const { address, port } of dns)
    serveDns({ address, port, records, zones, ...(upstream !== undefined && { upstream }) });
  rmSync(api.socket, { force: true });
  relay(api.socket, api.address, api.port);
}
