import { writeJson } from './write-json';
import type { Diagnostic } from '../diagnostic';
import { describePage } from '../docs-url';
import type { RulePage, Severity } from '../rule';

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', hint: 'note' };

/**
 * A log of one run, for code scanning.
 *
 * @param pages every rule that a diagnostic may name
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function formatSarif(diagnostics: readonly Diagnostic[], pages: readonly RulePage[]): string {
  const run = {
    tool: { driver: { name: 'netstack', rules: pages.map(descriptor) } },
    columnKind: 'utf16CodeUnits',
    results: diagnostics.map((diagnostic) => result(diagnostic, pages)),
  };
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [run],
  };
  return writeJson(log);
}

function descriptor({ id, severity, title, why, fix }: RulePage) {
  const { explain, url } = describePage('rules', id);
  return {
    id,
    shortDescription: { text: `${title}.` },
    fullDescription: { text: why },
    help: { text: `${fix} More: ${explain}` },
    ...(url !== undefined && { helpUri: url }),
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function result(
  { file, line, column, rule, severity, path, message, hint, profile }: Diagnostic,
  pages: readonly RulePage[],
) {
  const subject = path === '' ? '' : `${path}: `;
  return {
    ruleId: rule,
    ruleIndex: pages.findIndex(({ id }) => id === rule),
    level: LEVELS[severity],
    message: { text: `${subject}${message} ${hint}`.trim() },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file) },
          region: { startLine: line, startColumn: column },
        },
        ...(path !== '' && { logicalLocations: [{ fullyQualifiedName: path, kind: 'value' }] }),
      },
    ],
    ...(profile !== undefined && { relatedLocations: [relatedLocation(profile)] }),
  };
}

function relatedLocation(profile: string) {
  return {
    message: { text: 'the profile that extends it' },
    physicalLocation: { artifactLocation: { uri: uriOf(profile) } },
  };
}

/** A relative or absolute reference, each part of it escaped. */
function uriOf(file: string): string {
  return file.split(/[\\/]/).map(encodeURIComponent).join('/');
}
