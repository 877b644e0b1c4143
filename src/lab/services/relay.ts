import { connect, createServer } from 'node:net';

/** Hands connections to a socket file on to a TCP port. Socket files are seen across network namespaces. */
export function relay(socketPath: string, host: string, port: number): void {
  createServer((client) => {
    const server = connect(port, host);
    client.pipe(server);
    server.pipe(client);
    client.on('error', () => server.destroy());
    server.on('error', () => client.destroy());
  }).listen(socketPath);
}
