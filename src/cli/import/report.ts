import { formatPath } from '../../diagnostics';
import type { Diagnostic } from '../../diagnostics';
import type { colorsFor } from '../../diagnostics/print-diagnostics';
import { formatDiagnostics } from '../../diagnostics/print-diagnostics';
import type { Note, NoteKind } from '../../import';
import { formatOrigin } from '../../import';
import { visible } from '../../terminal/visible';

type Colors = ReturnType<typeof colorsFor>;

/** What an import has to report. */
export interface ImportReport {
  /** Undefined where the profile goes to standard output. */
  readonly file?: string;
  readonly profile: string;
  readonly notes: readonly Note[];
  readonly diagnostics: readonly Diagnostic[];
  /** Commands to run next. */
  readonly next: readonly string[];
}

/** Titles of notes, the most important first. */
const TITLES: Readonly<Record<NoteKind, string>> = {
  conflict: 'Sources disagree',
  unsupported: 'Not in the profile',
  guess: 'Guesses: check them',
  kept: 'Stays in your own k3s configuration',
  skipped: 'Not read',
};

/** The report as a person reads it. */
export function formatImport({ notes, diagnostics, next }: ImportReport, colors: Colors): string {
  const kinds = Object.keys(TITLES) as NoteKind[];
  const sections = kinds.flatMap((kind) => {
    const own = notes.filter((note) => note.kind === kind);
    return own.length === 0 ? [] : [`${colors.bold(TITLES[kind])}\n${own.map(formatNote).join('')}`];
  });
  if (diagnostics.length > 0) {
    sections.push(`${colors.bold('What the rules find')}\n${formatDiagnostics(diagnostics, colors)}`);
  }
  if (next.length > 0) {
    sections.push(`${colors.bold('Next')}\n${next.map((command) => `  ${command}\n`).join('')}`);
  }
  return sections.join('\n');
}

function formatNote({ origin, path, message, hint }: Note): string {
  const place = origin === undefined ? '' : `${formatOrigin(origin)}  `;
  const subject = path === undefined ? '' : `${formatPath(path)}: `;
  const lines = [`${place}${subject}${message}`, ...(hint === undefined ? [] : [`    ${hint}`])];
  return lines.map((line) => `  ${visible(line)}\n`).join('');
}

/** The same for programs. */
export function formatImportJson({ file, profile, notes, diagnostics }: ImportReport): string {
  const list = notes.map(({ kind, origin, path, message, hint }) => ({
    kind,
    source: origin?.source ?? null,
    line: origin?.line ?? null,
    path: path === undefined ? null : formatPath(path),
    message,
    hint: hint ?? null,
  }));
  return `${JSON.stringify({ file: file ?? null, profile, notes: list, diagnostics }, null, 2)}\n`;
}
