import type { Diagnostic, NetworkPlan, Path, Source } from '../network';
import { formatPath, quoted, Unparsed, visible } from '../network';
import type { TextProblem } from './document/text-problem';
import { ProfileDocument } from './document/profile-document';
import { ProfileSource } from './document/profile-source';
import { resolvePlan } from './resolve/network-plan';
import { parseProfile } from './schema/parse';
import type { SchemaProblem } from './schema/schema-problem';

/** A profile that was read: what it says, as far as it can be understood, and what is wrong with its text. */
export interface LoadedProfile {
  readonly file: string;
  /** The cluster's name. */
  readonly cluster: string;
  /** Missing where nothing at all could be read. */
  readonly plan?: NetworkPlan;
  readonly source: Source;
  /** Puts a problem at its place in the file. */
  diagnose(problem: Problem): Diagnostic;
  readonly diagnostics: readonly Diagnostic[];
}

/** A problem without its place in a file. */
export interface Problem extends Pick<Diagnostic, 'rule' | 'severity' | 'message' | 'hint'> {
  readonly at: Path;
}

/**
 * Reads one profile. Never throws for what a user wrote: every mistake becomes a diagnostic, and what is well is
 * there to be checked further.
 *
 * @param file as the user named it; its base name without extension names the cluster
 * @param content the file's text
 */
export function loadProfile(file: string, content: string): LoadedProfile {
  const document = new ProfileDocument(file, content);
  const source = new ProfileSource([document]);
  const cluster = clusterName(file);
  const { plan, problems } = understand(cluster, document);
  const texts = document.problems.map((problem) => diagnosedText(document, problem));
  const schema = problems.map((problem) => diagnosedSchema(source, problem));
  return {
    ...{ file, cluster, source },
    diagnose: (problem) => diagnosed(source, problem),
    diagnostics: eachOnce([...texts, ...schema]),
    ...(plan && { plan }),
  };
}

function understand(
  cluster: string,
  { values, unparsed }: ProfileDocument,
): { plan?: NetworkPlan; problems: readonly SchemaProblem[] } {
  if (values === undefined) return { problems: [] };
  try {
    const { profile, problems } = parseProfile(values, unparsed);
    return { plan: resolvePlan(cluster, profile), problems };
  } catch (error) {
    if (!(error instanceof Unparsed)) throw error;
    return { problems: [notAMap] };
  }
}

const notAMap: SchemaProblem = {
  rule: 'invalid-value',
  path: [],
  message: 'the file is not a map of keys and values',
  hint: 'Begin with k3sVersion, lan and nodes, each followed by a colon.',
  unparsed: [[]],
};

export function clusterName(file: string): string {
  const base = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  return base.replace(/\.ya?ml$/, '');
}

/** What is anchored is wrong once, where it stands, however often it is used. */
function eachOnce(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ line, column, rule, message }) => {
    const known = seen.size;
    return seen.add(`${line}:${column} ${rule} ${message}`).size > known;
  });
}

/** What is said may repeat the user's own text, which a terminal must not obey. */
function diagnosticAt(
  document: ProfileDocument,
  { offset, path }: { readonly offset: number; readonly path: Path },
  { rule, severity, message, hint }: Omit<Problem, 'at'>,
): Diagnostic {
  const place = { file: document.file, ...document.position(offset), path: formatPath(path) };
  return { ...place, rule, severity, message: visible(message), hint: visible(hint) };
}

function diagnosed(source: ProfileSource, { at, ...problem }: Problem): Diagnostic {
  const located = source.locate(at);
  return diagnosticAt(located.document, located, problem);
}

function diagnosedText(document: ProfileDocument, problem: TextProblem): Diagnostic {
  return diagnosticAt(document, problem, { ...problem, severity: 'error', message: `${problem.message}.` });
}

function diagnosedSchema(source: ProfileSource, { rule, path, message, hint }: SchemaProblem): Diagnostic {
  const located = source.locate(path);
  const found = rule === 'unknown-key' ? located.document.findKey(path) : located;
  const isValue = rule === 'invalid-value' && found.text !== undefined;
  const sentence = `${isValue ? `${quoted(found.text ?? '')} ` : ''}${message}.`;
  return diagnosticAt(located.document, found, { rule, severity: 'error', message: sentence, hint });
}
