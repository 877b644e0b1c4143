import { createInterface } from 'node:readline/promises';
import type { CommandIo } from '../../diagnostics/command-io';

/** Asks questions. */
export interface Prompt {
  /**
   * Asks until `check` has nothing to object to. An empty answer is the default.
   *
   * @param check what is wrong with an answer; undefined where nothing is
   */
  ask(question: string, usual: string, check: (answer: string) => string | undefined): Promise<string>;
  close(): void;
}

/** Asks on the terminal; undefined where standard input is none. */
export function openTerminal(io: CommandIo): Prompt | undefined {
  if (process.stdin.isTTY !== true) return undefined;
  const terminal = createInterface({ input: process.stdin, output: io.stderr });
  // Without it an interrupt would leave the question open.
  terminal.once('SIGINT', () => process.exit(130));
  return {
    async ask(question, usual, check) {
      for (;;) {
        const typed = (await terminal.question(`${question} [${usual}]: `)).trim();
        const answer = typed === '' ? usual : typed;
        const objection = check(answer);
        if (objection === undefined) return answer;
        io.stderr.write(`  ${objection}\n`);
      }
    },
    close: () => terminal.close(),
  };
}
