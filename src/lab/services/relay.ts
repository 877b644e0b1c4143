import { connect, createServer } from 'node:net';

/** Relays connections from a socket file to a TCP port. Socket files are reachable across network namespaces. */
export function relayConnections(socketPath: string, host: string, port: number): void {
  createServer((client) => {
    const server = connect(port, host);
    client.pipe(server);
    server.pipe(client);
    client.on('error', () => server.destroy());
    server.on('error', () => client.destroy());
  }).listen(socketPath);
}
