import type { Diagnostic, ProfilePath, ProfileSource } from '../diagnostics';
import type { NetworkPlan } from './model/network-plan';
import { formatPath, freezeWithPath, quoteText } from '../diagnostics';
import { visible } from '../terminal/visible';
import { readIfParsed, Unparsed } from '../evaluation/unparsed';
import { BaseFiles } from '../profile/base-files';
import type { Read } from '../profile/document/merge';
import { mergeWithBase } from '../profile/document/merge';
import { CLUSTER_NAME_FORM, clusterNameOf, isClusterName } from '../diagnostics/cluster-name';
import type { Found } from '../profile/document/profile-document';
import { ProfileDocument } from '../profile/document/profile-document';
import { DocumentSource } from '../profile/document/document-source';
import type { TextProblem } from '../profile/document/text-problem';
import type { Extension } from '../profile/extends';
import { extensionOf, findBaseProblem } from '../profile/extends';
import { readManifestFiles } from '../profile/manifest-files';
import { derivePlan } from './derive/derive-plan';
import { parseProfile } from '../profile/schema/parse';
import type { SchemaProblem, Wording } from '../profile/schema/schema-problem';

/** A profile that was read: what it says, as far as it can be understood, and what is wrong with its text. */
export interface LoadedProfile {
  readonly file: string;
  /** The cluster's name. */
  readonly cluster: string;
  /** The file that it extends, where that could be read. */
  readonly base?: string;
  /** The files of manifests that it names. */
  readonly manifests: readonly string[];
  /** Missing where nothing at all could be read. */
  readonly plan?: NetworkPlan;
  readonly source: ProfileSource;
  /** Puts a problem at its place in the file. */
  diagnose(problem: Problem): Diagnostic;
  readonly diagnostics: readonly Diagnostic[];
}

/** A problem without its place in a file. */
export interface Problem extends Pick<Diagnostic, 'rule' | 'severity' | 'message' | 'hint'> {
  readonly path: ProfilePath;
}

/**
 * Reads one profile, and the file that it extends. Never throws for what a user wrote: every mistake becomes a
 * diagnostic, and what is well is there to be checked further.
 *
 * @param file as the user named it; its base name without extension names the cluster
 * @param content the file's text
 * @param bases those that were read already
 */
export function loadProfile(file: string, content: string, bases = new BaseFiles()): LoadedProfile {
  const own = new ProfileDocument(file, content);
  const extension = extensionOf(own, bases);
  const base = extension?.base;
  const source = new DocumentSource(own, base);
  const cluster = clusterNameOf(file);
  const { plan, problems, manifests } = readPlan(file, own, extension, bases);
  const diagnostics = [
    ...nameDiagnostics(own, cluster),
    ...textDiagnostics(own),
    ...(base ? baseDiagnostics(base) : []),
    ...problems.map((problem) => diagnoseSchema(source, problem)),
  ];
  return {
    ...{ file, cluster, source },
    diagnose: (problem) => nameProfile(file, diagnose(source, problem)),
    diagnostics: eachOnce(diagnostics).map((diagnostic) => nameProfile(file, diagnostic)),
    ...(base && { base: base.file }),
    manifests,
    ...(plan && { plan }),
  };
}

/** What a profile says, and what does not fit the schema. */
interface Understood {
  readonly plan?: NetworkPlan;
  readonly problems: readonly SchemaProblem[];
  readonly manifests: readonly string[];
}

const NOTHING: Understood = { problems: [], manifests: [] };

function readPlan(
  file: string,
  own: ProfileDocument,
  extension: Extension | undefined,
  bases: BaseFiles,
): Understood {
  if (own.values === undefined) return NOTHING;
  if (extension === undefined) return parseAndDerive(file, own, bases);
  const { base, refusal } = extension;
  if (refusal !== undefined) {
    const problem = { path: ['extends'], ...refusal, unparsed: [['extends']] };
    return { ...NOTHING, problems: [{ rule: 'invalid-value', ...problem }] };
  }
  // Without its base, the keys that a profile lacks are unknown.
  if (base === undefined) {
    const { problems } = parseAndDerive(file, own, bases);
    return { ...NOTHING, problems: problems.filter(({ path }) => path[0] === 'extends') };
  }
  return findBaseProblem(base)?.path.length === 0 || base.values === undefined
    ? NOTHING
    : parseAndDerive(file, mergeWithBase(own, base), bases);
}

function parseAndDerive(file: string, { values, unparsed }: Read, bases: BaseFiles): Understood {
  try {
    const { profile, problems } = parseProfile(values, unparsed);
    const named = readIfParsed(() => profile.manifests) ?? [];
    const manifests = readManifestFiles(file, named, bases);
    const objects = manifests.objects.map(({ index, ...own }) => freezeWithPath(own, ['manifests', index]));
    return {
      plan: derivePlan(clusterNameOf(file), profile, objects),
      problems: [...problems, ...manifests.problems],
      manifests: manifests.files,
    };
  } catch (error) {
    if (!(error instanceof Unparsed)) throw error;
    return { ...NOTHING, problems: [notAMap] };
  }
}

const notAMap: SchemaProblem = {
  rule: 'invalid-value',
  path: [],
  message: 'the file is not a map of keys and values',
  hint: 'Begin with k3sVersion, lan and nodes, each followed by a colon.',
  unparsed: [[]],
};

/** What is anchored is wrong once, where it stands, however often it is used. */
function eachOnce(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ file, line, column, rule, message }) => {
    const known = seen.size;
    return seen.add(`${file}:${line}:${column} ${rule} ${message}`).size > known;
  });
}

/** Says which profile it is about where that is not the file that it stands in. */
function nameProfile(profile: string, diagnostic: Diagnostic): Diagnostic {
  return diagnostic.file === profile ? diagnostic : { ...diagnostic, profile };
}

/** What is said may repeat the user's own text, which a terminal must not obey. */
function diagnosticAt(
  document: ProfileDocument,
  { offset, path }: { readonly offset: number; readonly path: ProfilePath },
  { rule, severity, message, hint }: Omit<Problem, 'path'>,
): Diagnostic {
  const place = { file: document.file, ...document.position(offset), path: formatPath(path) };
  return { ...place, rule, severity, message: visible(message), hint: visible(hint) };
}

function diagnose(source: DocumentSource, { path, ...problem }: Problem): Diagnostic {
  const located = source.locate(path);
  return diagnosticAt(located.document, located, problem);
}

/** Folders, labs and printed commands carry the cluster's name, so it is checked before anything is made of it. */
function nameDiagnostics(document: ProfileDocument, cluster: string): readonly Diagnostic[] {
  if (isClusterName(cluster)) return [];
  const message = `${quoteText(cluster)}, the file's name without its extension, is not a name for a cluster.`;
  const hint = `Rename the file: a cluster's name has ${CLUSTER_NAME_FORM}.`;
  return [
    diagnosticAt(
      document,
      { offset: 0, path: [] },
      { rule: 'invalid-value', severity: 'error', message, hint },
    ),
  ];
}

function textDiagnostics(document: ProfileDocument): readonly Diagnostic[] {
  return document.problems.map((problem: TextProblem) =>
    diagnosticAt(document, problem, { ...problem, severity: 'error', message: `${problem.message}.` }),
  );
}

/** What is wrong with a base, whatever extends it. */
function baseDiagnostics(base: ProfileDocument): readonly Diagnostic[] {
  const problem = findBaseProblem(base);
  const texts = textDiagnostics(base);
  if (problem === undefined) return texts;
  const found = base.find(problem.path);
  return [...texts, diagnoseValue(base, found, problem.wording)];
}

function diagnoseSchema(source: DocumentSource, { rule, path, message, hint }: SchemaProblem): Diagnostic {
  const located = source.locate(path);
  const { document } = located;
  if (rule === 'invalid-value') return diagnoseValue(document, located, { message, hint });
  const found = rule === 'unknown-key' ? document.findKey(path) : located;
  return diagnosticAt(document, found, { rule, severity: 'error', message: `${message}.`, hint });
}

/** The message begins with the value, where there is one. */
function diagnoseValue(document: ProfileDocument, found: Found, { message, hint }: Wording): Diagnostic {
  const value = found.text === undefined ? '' : `${quoteText(found.text)} `;
  const problem = { rule: 'invalid-value', severity: 'error', message: `${value}${message}.`, hint } as const;
  return diagnosticAt(document, found, problem);
}
