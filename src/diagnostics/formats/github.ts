import type { Diagnostic } from '../diagnostic';
import { formatMore } from '../docs-url';
import { visible } from '../../terminal/visible';
import type { Severity } from '../rule';
import type { SharedDiagnostic } from '../shared-diagnostics';
import { formatClusters, mergeShared } from '../shared-diagnostics';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', hint: 'notice' };

/**
 * One workflow command for each diagnostic: GitHub shows it beside the line of a pull request.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function formatGithub(diagnostics: readonly Diagnostic[]): string {
  return mergeShared(diagnostics).map(command).join('');
}

function command({ diagnostic, ...shared }: SharedDiagnostic): string {
  const { file, line, column, rule, severity, path, message, hint } = diagnostic;
  const place = `file=${property(visible(file))},line=${line},col=${column},title=${property(rule)}`;
  const subject = path === '' ? '' : `${path}: `;
  const more = `More: ${formatMore('rules', rule)}`;
  const text = [`${subject}${message}`, hint, formatClusters(shared), more]
    .filter((one) => one !== '')
    .join('\n');
  return `::${COMMANDS[severity]} ${place}::${data(text)}\n`;
}

/** The text of a command ends at a line break, and `%` begins an escape. */
function data(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

/** In a property, `:` and `,` would end it. */
function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
