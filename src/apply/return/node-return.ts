import { setTimeout as delay } from 'node:timers/promises';
import type { NodePlan } from '../../plan';
import { serviceOf } from '../../steps';
import type { CommandOutput } from '../../verify';
import { formatEnd, UnreachableError } from '../../verify';
import type { ApplyAccess } from '../access';
import { RETURN_FOLDER, RETURN_SCRIPT, RETURN_UNITS } from './return-script';

/** Seconds for one command on a node. */
const TIMEOUT = 30;

/** What a node keeps for its return. */
export interface ReturnRequest {
  readonly node: NodePlan;
  /** Whether k3s ran before. */
  readonly isRunning: boolean;
  /** Files that apply may write. */
  readonly paths: readonly string[];
  /** Seconds from the last renewal to the return. */
  readonly deadlineSeconds: number;
  /** Digest of what is applied: a later run continues only the same. */
  readonly target: string;
  /** Objects to restore, and what to delete, on one server. */
  readonly objects?: { readonly restore: string; readonly remove: string };
}

/** What came of a node's return. */
export type ReturnResult = 'confirmed' | 'returned' | 'pending' | 'unknown';

/** The program on one node that returns to the old network unless it is told not to. */
export class NodeReturn {
  constructor(
    readonly name: string,
    private readonly access: ApplyAccess,
  ) {}

  /** Keeps the old network and starts the program. @throws ReturnError */
  async arm({ node, isRunning, paths, deadlineSeconds, target, objects }: ReturnRequest): Promise<void> {
    // What a run that was killed has kept is older: only the deadline may differ.
    const kept: Record<string, string> = (await this.isArmed())
      ? {}
      : {
          paths: paths.map((path) => `${path}\n`).join(''),
          unit: `${serviceOf(node)}\n`,
          state: `${isRunning ? 'running' : 'stopped'}\n`,
          target: `${target}\n`,
        };
    const files: Record<string, string> = {
      'return.sh': RETURN_SCRIPT,
      ...kept,
      period: `${deadlineSeconds}\n`,
    };
    for (const [name, content] of Object.entries(files))
      await this.write(`${RETURN_FOLDER}/${name}`, content);
    for (const [path, content] of Object.entries(RETURN_UNITS)) await this.writeUnit(path, content);
    await this.call('arm');
    if (objects !== undefined) {
      await this.writeOnce(`${RETURN_FOLDER}/objects.json`, objects.restore);
      await this.writeOnce(`${RETURN_FOLDER}/delete`, objects.remove);
    }
    await this.call('start');
  }

  /** Sets the deadline one period from now. @throws ReturnError where the node has returned or cannot be reached */
  renew(): Promise<void> {
    return this.call('renew');
  }

  confirm(): Promise<void> {
    return this.call('confirm');
  }

  /** Lets the node return at once. Where it cannot be reached, its deadline does the same. */
  async returnNow(): Promise<void> {
    try {
      await this.call('return');
    } catch (error) {
      if (!(error instanceof ReturnError)) throw error;
    }
  }

  /** Removes the program and what it kept. */
  async clean(): Promise<void> {
    try {
      await this.run(['sh', `${RETURN_FOLDER}/return.sh`, 'clean']);
    } catch (error) {
      // The node is confirmed, and does nothing with what stays there.
      if (!(error instanceof UnreachableError)) throw error;
    }
  }

  /** Waits until the node has returned, or the time is over. */
  async waitForResult(seconds: number): Promise<ReturnResult> {
    const end = Date.now() + seconds * 1000;
    let last: ReturnResult = 'unknown';
    while (Date.now() < end) {
      last = await this.result();
      if (last === 'confirmed' || last === 'returned') return last;
      await delay(2000);
    }
    return last;
  }

  private async result(): Promise<ReturnResult> {
    try {
      const script = `cat ${RETURN_FOLDER}/result 2>/dev/null || { [ -e ${RETURN_FOLDER}/armed ] && echo pending; }`;
      const { stdout } = await this.run(['sh', '-c', script]);
      const text = stdout.trim();
      return text === 'confirmed' || text === 'returned' || text === 'pending' ? text : 'unknown';
    } catch (error) {
      if (error instanceof UnreachableError || error instanceof ReturnError) return 'unknown';
      throw error;
    }
  }

  private async isArmed(): Promise<boolean> {
    const script = `[ ! -e ${RETURN_FOLDER}/armed ] || echo armed`;
    try {
      return (await this.run(['sh', '-c', script])).stdout.trim() === 'armed';
    } catch (error) {
      if (error instanceof UnreachableError) throw new ReturnError(`${this.name}: ${error.reason}`);
      throw error;
    }
  }

  /** Objects that a run that was killed has kept are older than what runs now. */
  private async writeOnce(path: string, content: string): Promise<void> {
    const script =
      'umask 077 && cat > "$1.new" && if [ -e "$1" ]; then rm "$1.new"; else mv "$1.new" "$1"; fi';
    await this.expect(this.run(['sh', '-c', script, 'write', path], content), `writing ${path}`);
  }

  private async write(path: string, content: string): Promise<void> {
    const script = 'umask 077 && mkdir -p "$(dirname "$1")" && cat > "$1.new" && mv "$1.new" "$1"';
    await this.expect(this.run(['sh', '-c', script, 'write', path], content), `writing ${path}`);
  }

  /** Where there is no systemd, its folder is not there either. */
  private async writeUnit(path: string, content: string): Promise<void> {
    const script = '[ ! -d /run/systemd/system ] || { cat > "$1.new" && mv "$1.new" "$1"; }';
    await this.expect(this.run(['sh', '-c', script, 'write', path], content), `writing ${path}`);
  }

  private async call(verb: string): Promise<void> {
    await this.expect(this.run(['sh', `${RETURN_FOLDER}/return.sh`, verb]), `"return.sh ${verb}"`);
  }

  private async run(argv: readonly string[], input?: string): Promise<CommandOutput> {
    const host = this.access.node(this.name);
    return host.run(argv, { timeoutSeconds: TIMEOUT, ...(input !== undefined && { input }) });
  }

  private async expect(output: Promise<CommandOutput>, what: string): Promise<void> {
    let result: CommandOutput;
    try {
      result = await output;
    } catch (error) {
      if (error instanceof UnreachableError) throw new ReturnError(`${this.name}: ${error.reason}`);
      throw error;
    }
    if (result.status === 0) return;
    const message = result.stderr.trim().split('\n').at(-1);
    throw new ReturnError(
      `${this.name}: ${what} ${message ? `failed: ${message}` : formatEnd(result, TIMEOUT)}`,
    );
  }
}

/** A node that cannot be armed, renewed or confirmed. */
export class ReturnError extends Error {}
