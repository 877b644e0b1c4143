import { Agent, request } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { LabError } from '../errors';

/** The credentials in a kubeconfig of k3s. */
export interface Credentials {
  readonly ca: Buffer;
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** Timeout of one request, in milliseconds. */
const PATIENCE_MS = 10_000;

/** A cluster's API server, reached through a socket file: the host has no route to it. */
export class KubernetesApi {
  private readonly agent: Agent;

  /**
   * @param socketPath the socket file that leads to the API server
   * @param host an address in its certificate
   */
  constructor(
    private readonly socketPath: string,
    private readonly host: string,
    credentials: Credentials,
  ) {
    this.agent = new Agent({ keepAlive: true, ...credentials });
  }

  /**
   * The object or list at a path; undefined if it does not exist.
   *
   * @throws LabError where the server does not answer, or answers with another error
   */
  async get<T>(path: string): Promise<T | undefined> {
    const body = await this.getText(path);
    return body === undefined ? undefined : (JSON.parse(body) as T);
  }

  /**
   * The text at a path, such as a container's log; undefined if it does not exist.
   *
   * @throws LabError where the server does not answer, or answers with another error
   */
  async getText(path: string): Promise<string | undefined> {
    const { status, body } = await this.send('GET', path);
    if (status === 404) return undefined;
    if (status !== 200)
      throw new LabError(`the API server answered ${status} to ${path}: ${body.slice(0, 200)}`);
    return body;
  }

  /**
   * Has the API server check the creation of an object, webhooks included, without creating it.
   *
   * @param path of the list that the object would be in
   * @returns the HTTP status; undefined where the server does not answer
   * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#dry-run
   */
  async tryCreate(path: string, object: object): Promise<number | undefined> {
    try {
      return (await this.send('POST', `${path}?dryRun=All`, JSON.stringify(object))).status;
    } catch (error) {
      if (error instanceof LabError) return undefined;
      throw error;
    }
  }

  close(): void {
    this.agent.destroy();
  }

  private send(method: string, path: string, body = ''): Promise<Answer> {
    const { socketPath, host, agent } = this;
    const headers = body === '' ? {} : { 'content-type': 'application/json' };
    const options = { socketPath, host, agent, method, path, headers, timeout: PATIENCE_MS };
    return new Promise((resolve, reject) => {
      const fail = (error: Error) => reject(new LabError(`the API server does not answer: ${error.message}`));
      const sent = request(options, (response) => {
        readBody(response).then((text) => resolve({ status: response.statusCode ?? 0, body: text }), fail);
      });
      sent.once('timeout', () => sent.destroy(new Error('the request timed out')));
      sent.once('error', fail);
      sent.end(body);
    });
  }
}

interface Answer {
  /** Of HTTP. */
  readonly status: number;
  readonly body: string;
}

async function readBody(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

/** Reads the credentials of a kubeconfig that k3s wrote; undefined while k3s has written half of it. */
export function credentialsOf(kubeconfig: string): Credentials | undefined {
  const [ca, cert, key] = ['certificate-authority-data', 'client-certificate-data', 'client-key-data'].map(
    (name) => {
      const [, text] = new RegExp(`^\\s*${name}: (\\S+)$`, 'm').exec(kubeconfig) ?? [];
      return text === undefined ? undefined : Buffer.from(text, 'base64');
    },
  );
  return ca && cert && key ? { ca, cert, key } : undefined;
}
