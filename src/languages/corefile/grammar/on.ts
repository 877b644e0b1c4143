import { quoteText } from '../../../diagnostics';
import { hasVariable } from '../environment-variable';
import { TEXT, wordOfAnyCase } from '../kinds/values';
import type { ArgumentList, CorefileLine, PluginGrammar } from '../plugin-grammar';
import type { CorefileProblem } from '../problem';
import { createRefusal } from '../problem';

/** `on startup COMMAND` */
const ARGUMENTS: ArgumentList = {
  kinds: [wordOfAnyCase('startup', 'shutdown', 'certrenew')],
  min: 2,
  rest: TEXT,
  reader: 'line',
  surplus: 'refused',
  check: checkCommand,
};

/** CoreDNS joins the words, and splits them again as a shell does. */
function checkCommand({ args }: CorefileLine): readonly CorefileProblem[] {
  const [, first, ...more] = args;
  const command = [first, ...more].map((arg) => arg?.text ?? '').join(' ');
  if (first === undefined || hasVariable(command)) return [];
  const rest = command.replace(/\\[^]|"(?:\\[^]|[^"\\])*"|'[^']*'/g, 'x');
  if (/["'\\]/.test(rest.replace(/(?<=^|\s)#.*$/gm, ''))) {
    return [
      createRefusal(
        first,
        `${quoteText(command)} has a quote or an escape that is never closed`,
        'Close it.',
      ),
    ];
  }
  return /\S/.test(rest.replace(/(?<=^|\s)#.*$/gm, ''))
    ? []
    : [createRefusal(first, `${quoteText(command)} has no command`, 'Write a command behind the event.')];
}

/** Runs a command; the image of CoreDNS has none besides its own. @see https://github.com/coredns/caddy */
export const on: PluginGrammar = {
  name: 'on',
  example: 'on startup command',
  repeated: 'added',
  args: ARGUMENTS,
};
