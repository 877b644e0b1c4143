import type { CommandOutput } from '../verify';
import { formatEnd } from '../verify';

/** A step that failed. The message is complete: what failed, where, and what it printed. */
export class StepError extends Error {}

/** Seconds for a command that reads or writes a file on a node. */
export const FILE_TIMEOUT = 60;

/** What the message about a failed command needs. */
interface FailureDetails {
  /** Lines that explain it. @default [] */
  readonly log?: readonly string[];
  /** The time limit that the command had. @default - that of every command without one */
  readonly timeoutSeconds?: number;
}

/** @throws StepError where a command failed */
export function expectSuccess(
  output: CommandOutput,
  what: string,
  { log = [], timeoutSeconds }: FailureDetails = {},
): void {
  const { status, stdout, stderr } = output;
  if (status === 0) return;
  const text = (stderr.trim() || stdout.trim() || 'it printed nothing').split('\n').slice(-4).join('\n    ');
  throw new StepError(withLog(`${what} ${formatEnd(output, timeoutSeconds)}:\n    ${text}`, log));
}

export function withLog(text: string, log: readonly string[]): string {
  return [text, ...(log.length > 0 ? ['Its log has:', ...log] : [])].join('\n    ');
}
