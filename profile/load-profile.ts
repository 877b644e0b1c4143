import type { Diagnostic, NetworkPlan, Path, Source } from '../network';
import { formatPath, Unparsed } from '../network';
import { ProfileDocument } from './document/profile-document';
import { ProfileSource } from './document/profile-source';
import { resolvePlan } from './resolve/network-plan';
import type { SchemaProblem } from './schema/problems';
import { parseProfile } from './schema/parse';

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
  const diagnose = (problem: Problem) => diagnosed(source, problem);
  const cluster = clusterName(file);
  const texts = document.problems.map(({ offset, rule, message, hint }) => ({
    ...{ file, ...document.position(offset) },
    ...{ rule, severity: 'error' as const, path: '', message: `${message}.`, hint },
  }));
  const values = document.toValues();
  const { plan, problems } = understand(cluster, values);
  const said = new Set(texts.map(spot));
  const schema = problems.map((problem) => diagnosedSchema(source, problem));
  // A pitfall already says what is wrong with its value.
  const diagnostics = [...texts, ...schema.filter((problem) => !said.has(spot(problem)))];
  return { file, cluster, source, diagnose, diagnostics, ...(plan && { plan }) };
}

function understand(
  cluster: string,
  values: unknown,
): { plan?: NetworkPlan; problems: readonly SchemaProblem[] } {
  if (values === undefined) return { problems: [] };
  try {
    const { profile, problems } = parseProfile(values);
    return { plan: resolvePlan(cluster, profile), problems };
  } catch (error) {
    if (!(error instanceof Unparsed)) throw error;
    return { problems: [notAMap] };
  }
}

function spot({ line, column }: Diagnostic): string {
  return `${line}:${column}`;
}

const notAMap: SchemaProblem = {
  rule: 'invalid-value',
  path: [],
  message: 'the file is not a map of keys and values',
  hint: 'Begin with k3sVersion, lan and nodes, each followed by a colon.',
  unparsed: [[]],
};

function clusterName(file: string): string {
  const base = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  return base.replace(/\.ya?ml$/, '');
}

function diagnosed(source: ProfileSource, { at, ...problem }: Problem): Diagnostic {
  const { document, offset, path } = source.locate(at);
  return { file: document.file, ...document.position(offset), path: formatPath(path), ...problem };
}

function diagnosedSchema(source: ProfileSource, { rule, path, message, hint }: SchemaProblem): Diagnostic {
  const located = source.locate(path);
  const { document } = located;
  const found = rule === 'unknown-key' ? document.findKey(path) : located;
  const quoted =
    rule === 'invalid-value' && found.text !== undefined ? `"${found.text}" ${message}` : message;
  return {
    file: document.file,
    ...document.position(found.offset),
    ...{ path: formatPath(found.path), rule, severity: 'error', message: `${quoted}.`, hint },
  };
}
