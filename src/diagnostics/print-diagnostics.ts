import { createColors } from 'picocolors';
import { visible } from '../terminal/visible';
import type { Diagnostic } from './diagnostic';
import type { Severity } from './rule';
import type { SharedDiagnostic } from './shared-diagnostics';
import { formatClusters, mergeShared } from './shared-diagnostics';

type Colors = ReturnType<typeof createColors>;

/** Diagnostics as a person reads them: place, severity, rule, what is wrong; below it what to do. */
export function formatDiagnostics(diagnostics: readonly Diagnostic[], colors: Colors): string {
  return mergeShared(diagnostics)
    .map((shared) => formatDiagnostic(shared, colors))
    .join('');
}

function formatDiagnostic({ diagnostic, ...shared }: SharedDiagnostic, colors: Colors): string {
  const { file, line, column, severity, rule, path, message, hint } = diagnostic;
  const place = colors.bold(`${visible(file)}:${line}:${column}`);
  const subject = path === '' ? '' : `${path}: `;
  return `${place}  ${paint(severity, colors)} ${rule}  ${subject}${message}\n${indentHint(hint)}${indentHint(formatClusters(shared))}`;
}

function paint(severity: Severity, colors: Colors): string {
  const paints = { error: colors.red, warning: colors.yellow, hint: colors.cyan };
  return paints[severity](severity);
}

function indentHint(hint: string): string {
  return hint === '' ? '' : `      ${hint}\n`;
}

/** Writes diagnostics to a stream: all that a command prints of a profile that it refuses. */
export function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  stream: NodeJS.WritableStream & { readonly isTTY?: boolean },
): void {
  stream.write(formatDiagnostics(diagnostics, colorsFor(stream)));
}

/** Colours if the stream is a terminal with colours, and NO_COLOR is not set. */
export function colorsFor(stream: { readonly isTTY?: boolean }): Colors {
  const wanted = process.env.NO_COLOR === undefined && process.env.TERM !== 'dumb';
  return createColors(stream.isTTY === true && wanted);
}
