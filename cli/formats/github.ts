import type { Diagnostic, Severity } from '../../network';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', hint: 'notice' };

/**
 * One workflow command for each diagnostic: GitHub shows it beside the line of a pull request.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function github(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(command).join('');
}

function command({ file, line, column, rule, severity, path, message, hint }: Diagnostic): string {
  const place = `file=${property(file)},line=${line},col=${column},title=${property(rule)}`;
  const subject = path === '' ? '' : `${path}: `;
  return `::${COMMANDS[severity]} ${place}::${data(`${subject}${message}\n${hint}`.trim())}\n`;
}

/** The text of a command ends at a line break, and `%` begins an escape. */
function data(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

/** In a property, `:` and `,` would end it. */
function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
