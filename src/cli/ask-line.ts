import type { Interface } from 'node:readline/promises';

/** Asks one question. Undefined where the user interrupts it, or ends the input: Ctrl-C, Ctrl-D, a closed terminal. */
export function askLine(terminal: Interface, question: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const end = () => resolve(undefined);
    terminal.once('close', end);
    terminal.once('SIGINT', end);
    // Ctrl-D rejects the question; a question to a terminal that was closed before is rejected too.
    terminal.question(question).then(resolve, end);
  });
}
