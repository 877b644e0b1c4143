import { Agent, request } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { LabError } from '../errors';

/** What a kubeconfig of k3s holds. */
export interface Credentials {
  readonly ca: Buffer;
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** How long one request may take, in milliseconds. */
const PATIENCE_MS = 10_000;

/** A cluster's API server, asked through a socket file: no network of the host leads to it. */
export class KubernetesApi {
  private readonly agent: Agent;

  /**
   * @param socketPath at whose other end the API server is
   * @param host address that its certificate has to be for
   */
  constructor(
    private readonly socketPath: string,
    private readonly host: string,
    credentials: Credentials,
  ) {
    this.agent = new Agent({ keepAlive: true, ...credentials });
  }

  /**
   * The object at a path, or the list; undefined where there is no such thing.
   *
   * @throws LabError where the server does not answer, or with something else
   */
  async get<T>(path: string): Promise<T | undefined> {
    const { status, body } = await this.ask(path);
    if (status === 404) return undefined;
    if (status !== 200)
      throw new LabError(`the API server answered ${status} to ${path}: ${body.slice(0, 200)}`);
    return JSON.parse(body) as T;
  }

  close(): void {
    this.agent.destroy();
  }

  private ask(path: string): Promise<{ readonly status: number; readonly body: string }> {
    const { socketPath, host, agent } = this;
    return new Promise((resolve, reject) => {
      const fail = (error: Error) => reject(new LabError(`the API server does not answer: ${error.message}`));
      const asked = request({ socketPath, host, agent, path, timeout: PATIENCE_MS }, (response) => {
        bodyOf(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), fail);
      });
      asked.once('timeout', () => asked.destroy(new Error('it takes too long')));
      asked.once('error', fail);
      asked.end();
    });
  }
}

async function bodyOf(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

/** Reads the credentials of a kubeconfig that k3s wrote; undefined while it is half written. */
export function credentialsOf(kubeconfig: string): Credentials | undefined {
  const [ca, cert, key] = ['certificate-authority-data', 'client-certificate-data', 'client-key-data'].map(
    (name) => {
      const [, text] = new RegExp(`^\\s*${name}: (\\S+)$`, 'm').exec(kubeconfig) ?? [];
      return text === undefined ? undefined : Buffer.from(text, 'base64');
    },
  );
  return ca && cert && key ? { ca, cert, key } : undefined;
}
