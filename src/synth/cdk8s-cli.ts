import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Signals by which a user or a supervisor ends a run. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * How often is checked whether the parent process is there. A user's own `cdk8s synth` empties `dist/` 150 ms after its
 * start, and fails where another process writes or removes files there. One check takes 0.1 ms.
 */
const WATCH_MS = 25;

/** The message of cdk8s-cli about an app that failed, and its stack trace. */
const OWN_FAILURE = /^Error: command ".*" at .* returned a non-zero exit code \d+\n(?: {4}at .*\n)*$/m;

/** The exit status of a run that was ended from outside. */
const ENDED = 1;

/** The outcome of `cdk8s synth`. */
export interface Cdk8sOutcome {
  readonly status: number | null;
  /** What the app has printed to standard error. */
  readonly messages: string;
}

/**
 * Runs `cdk8s synth`. It leads a process group of its own, so that nothing goes on writing after this process.
 *
 * @param script the script that runs it, and ends with this process
 * @param output the folder to write to
 * @param hasLostParent whether the process that started this one has ended
 * @param cleanUp what is left to do where this run is ended by a signal
 */
export async function runCdk8s(
  script: string,
  output: string,
  hasLostParent: () => boolean,
  cleanUp: () => void,
): Promise<Cdk8sOutcome> {
  const child = spawn(process.execPath, [script, 'synth', '--output', output], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let messages = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (messages += text));
  const stopWatching = endOnSignals(child, hasLostParent, cleanUp);
  try {
    const [status] = (await once(child, 'close')) as [number | null];
    return { status, messages: messages.replace(OWN_FAILURE, '') };
  } finally {
    stopWatching();
  }
}

function endOnSignals(child: ChildProcess, hasLostParent: () => boolean, cleanUp: () => void): () => void {
  const end = async (signal?: NodeJS.Signals) => {
    stopWatching();
    const closed = once(child, 'close');
    const { pid, exitCode, signalCode } = child;
    // The ID of a process that has ended may be another one's.
    if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, 'SIGKILL');
    await closed;
    // The next run may have begun. It removes what is here; two that remove the same folder disturb each other.
    if (signal === undefined) process.exit(ENDED);
    cleanUp();
    // Without a handler the signal ends this process, and its parent learns by which.
    process.kill(process.pid, signal);
  };
  const onSignal = (signal: NodeJS.Signals) => void end(signal);
  const timer = setInterval(() => void (hasLostParent() && end()), WATCH_MS);
  for (const signal of SIGNALS) process.on(signal, onSignal);
  const stopWatching = () => {
    clearInterval(timer);
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
  return stopWatching;
}
