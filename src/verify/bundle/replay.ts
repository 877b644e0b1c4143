import type { ClusterReader, Host } from '../host';
import { UnreachableError } from '../host';
import type { ClusterAccess } from '../hosts';
import { quoteCommand } from '../../terminal/quote-command';
import type { Bundle, RecordedHost, RecordedPath } from './bundle';
import { createError, unwrap } from './recorder';

const AGAIN = 'create the bundle again with this version of netstack';

/** Answers from a bundle what a run read when it was created. It runs no command. */
export class BundleAccess implements ClusterAccess {
  readonly title: string;
  readonly cluster: ClusterReader;
  private readonly nodes: ReadonlyMap<string, RecordedHost>;

  constructor(private readonly bundle: Bundle) {
    this.title = `from a bundle of ${bundle.createdAt} (${bundle.title})`;
    this.nodes = new Map(Object.entries(bundle.nodes));
    const paths = new Map(bundle.api.map((one) => [`${one.form} ${one.path}`, one]));
    const read = (form: RecordedPath['form'], path: string) => {
      const known = paths.get(`${form} ${path}`);
      if (known === undefined) throw new UnreachableError(`the bundle has no answer for ${path}`, AGAIN);
      return unwrap(known);
    };
    this.cluster = {
      // An error of `read` rejects the promise.
      get: <T>(path: string) =>
        new Promise<T | undefined>((resolve) => resolve(read('json', path) as T | undefined)),
      getText: (path) =>
        new Promise<string | undefined>((resolve) => resolve(read('text', path) as string | undefined)),
    };
  }

  node(name: string): Host {
    return openHost(name, this.nodes.get(name));
  }

  get lan(): Host {
    return openHost('client', this.bundle.lan);
  }

  readonly kubectl = () => Promise.reject(new UnreachableError('a bundle has no kubectl', AGAIN));

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function openHost(name: string, recorded: RecordedHost | undefined): Host {
  if (recorded === undefined) throw new UnreachableError(`the bundle has no host ${name}`, AGAIN);
  if (recorded.unreachable !== undefined) throw createError(recorded.unreachable);
  const commands = new Map(recorded.commands.map((command) => [JSON.stringify(command.argv), command]));
  return {
    name: recorded.name ?? name,
    run: (argv) => {
      const known = commands.get(JSON.stringify(argv));
      if (known?.output !== undefined) return Promise.resolve(known.output);
      const missing = `the bundle has no output of "${quoteCommand(argv)}" on ${name}`;
      return Promise.reject(known ? createError(known.unreachable) : new UnreachableError(missing, AGAIN));
    },
  };
}
