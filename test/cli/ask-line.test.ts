import { PassThrough } from 'node:stream';
import { createInterface } from 'node:readline/promises';
import { expect, test } from 'vitest';
import { askLine } from '../../src/cli/ask-line';

/** What the question is answered with on a terminal on which the user presses keys. */
async function answer(keys: string): Promise<string | undefined> {
  const input = new PassThrough();
  const terminal = createInterface({ input, output: new PassThrough(), terminal: true });
  const asked = askLine(terminal, 'Execute these steps? ');
  input.write(keys);
  try {
    return await asked;
  } finally {
    terminal.close();
  }
}

test.each([
  ['a line', 'yes\r', 'yes'],
  ['an empty line', '\r', ''],
  ['Ctrl-D', '\u0004', undefined],
  ['Ctrl-C', '\u0003', undefined],
])('%s', async (_, keys, expected) => {
  expect(await answer(keys)).toBe(expected);
});

test('a terminal that is closed while it asks', async () => {
  const input = new PassThrough();
  const asked = askLine(createInterface({ input, output: new PassThrough() }), 'Execute? ');
  input.end();
  expect(await asked).toBeUndefined();
});
