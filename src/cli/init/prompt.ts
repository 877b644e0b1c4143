import { createInterface } from 'node:readline/promises';
import type { CommandIo } from '../../diagnostics/command-io';
import { UsageError } from '../../profile/profile-files';
import { askLine } from '../ask-line';

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
  return {
    async ask(question, usual, check) {
      for (;;) {
        const typed = await askLine(terminal, `${question} [${usual}]: `);
        if (typed === undefined) {
          terminal.close();
          io.stderr.write('\n');
          throw new UsageError('interrupted before the last answer: nothing was written');
        }
        const answer = typed.trim() === '' ? usual : typed.trim();
        const objection = check(answer);
        if (objection === undefined) return answer;
        io.stderr.write(`  ${objection}\n`);
      }
    },
    close: () => terminal.close(),
  };
}
