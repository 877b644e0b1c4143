import type { VerifyContext } from '../check';
import type { ClusterReader, CommandOptions, CommandOutput, Host } from '../host';
import { UnreachableError } from '../host';
import type { Readings, RecordedCommand, RecordedHost, RecordedPath, Unreachable } from './bundle';
import { redactAnswer, redactText } from './redact';

/**
 * Records what a run reads, without secrets. The checks get the redacted answers too, so that a bundle leads to the same
 * findings.
 */
export class Recorder {
  private readonly nodes = new Map<string, HostRecorder>();
  private lan: HostRecorder | undefined;
  private readonly paths = new Map<string, Promise<RecordedPath>>();

  constructor(private readonly context: VerifyContext) {}

  /** The context with hosts and a reader that are recorded. */
  createContext(): VerifyContext {
    const node = (name: string) => this.recordNode(name).open();
    const recordLan = () => (this.lan ??= new HostRecorder(() => this.context.lan)).open();
    const reader: ClusterReader = {
      get: async <T>(path: string) => unwrap(await this.readPath(path, 'json')) as T | undefined,
      getText: async (path) => unwrap(await this.readPath(path, 'text')) as string | undefined,
    };
    return Object.create(this.context, {
      node: { value: node },
      lan: { get: recordLan },
      cluster: { value: reader },
    }) as VerifyContext;
  }

  /** Everything that was read so far, in a stable order. */
  async list(): Promise<Readings> {
    const nodes: [string, RecordedHost][] = [];
    for (const [name, recorder] of [...this.nodes].sort(([a], [b]) => (a < b ? -1 : 1)))
      nodes.push([name, await recorder.list()]);
    const api = await Promise.all(this.paths.values());
    return {
      nodes: Object.fromEntries(nodes),
      lan: (await this.lan?.list()) ?? { commands: [] },
      api: [...api].sort((a, b) => compareTexts(a.path + a.form, b.path + b.form)),
    };
  }

  private recordNode(name: string): HostRecorder {
    const known = this.nodes.get(name) ?? new HostRecorder(() => this.context.node(name));
    this.nodes.set(name, known);
    return known;
  }

  private readPath(path: string, form: RecordedPath['form']): Promise<RecordedPath> {
    const key = `${form} ${path}`;
    const known = this.paths.get(key) ?? this.readUnknownPath(path, form);
    this.paths.set(key, known);
    return known;
  }

  private async readUnknownPath(path: string, form: RecordedPath['form']): Promise<RecordedPath> {
    const { cluster } = this.context;
    try {
      const value = form === 'json' ? await cluster.get(path) : await cluster.getText(path);
      const redacted = redactAnswer(path, value);
      return { path, form, ...(redacted !== undefined && { value: redacted }) };
    } catch (error) {
      return { path, form, unreachable: describeUnreachable(error) };
    }
  }
}

/** One host, and the outputs of its commands. */
class HostRecorder {
  private readonly commands = new Map<string, Promise<RecordedCommand>>();
  private host: Host | undefined;
  private unreachable: Unreachable | undefined;

  constructor(private readonly find: () => Host) {}

  /** The recorded host. @throws UnreachableError */
  open(): Host {
    const host = this.openHost();
    return {
      name: host.name,
      run: async (argv, options) => {
        const key = JSON.stringify(argv);
        const known = this.commands.get(key) ?? runCommand(host, argv, options);
        this.commands.set(key, known);
        const { output, unreachable } = await known;
        if (output !== undefined) return output;
        throw createError(unreachable);
      },
    };
  }

  async list(): Promise<RecordedHost> {
    const commands = await Promise.all(this.commands.values());
    return {
      ...(this.host && { name: this.host.name }),
      ...(this.unreachable && { unreachable: this.unreachable }),
      commands: [...commands].sort((a, b) => compareTexts(JSON.stringify(a.argv), JSON.stringify(b.argv))),
    };
  }

  private openHost(): Host {
    try {
      return (this.host ??= this.find());
    } catch (error) {
      this.unreachable = describeUnreachable(error);
      throw error;
    }
  }
}

async function runCommand(
  host: Host,
  argv: readonly string[],
  options: CommandOptions | undefined,
): Promise<RecordedCommand> {
  try {
    const { status, stdout, stderr } = await host.run(argv, options);
    const output: CommandOutput = { status, stdout: redactText(stdout), stderr: redactText(stderr) };
    return { argv, output };
  } catch (error) {
    return { argv, unreachable: describeUnreachable(error) };
  }
}

/** @throws what was caught, where it is another error */
function describeUnreachable(error: unknown): Unreachable {
  if (!(error instanceof UnreachableError)) throw error;
  return { reason: redactText(error.reason), next: error.next };
}

/** The value of a recorded path. @throws UnreachableError */
export function unwrap({ value, unreachable }: RecordedPath): unknown {
  if (unreachable !== undefined) throw createError(unreachable);
  return value;
}

export function createError(unreachable: Unreachable | undefined): UnreachableError {
  return new UnreachableError(
    unreachable?.reason ?? 'unknown',
    unreachable?.next ?? 'record the bundle again',
  );
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
