import type { $ZodRawIssue, $ZodType } from 'zod/v4/core';
import type { ProfilePath } from '../../diagnostics';
import { exampleOf, schemaAt, shapeOf } from './inspect';
import { describeInvalidValue } from './invalid-value';
import type { SchemaProblem } from './schema-problem';
import { describeUnknownKey } from './unknown-key';

/**
 * Says in our words what the schema library found, each thing once: a key that is missing because it is misspelt is
 * one mistake, and so is a number that breaks two limits.
 */
export function collectSchemaProblems(
  root: $ZodType,
  issues: readonly $ZodRawIssue[],
): readonly SchemaProblem[] {
  const problems = issues.flatMap((issue) => problemsOf(root, issue));
  const misspelt = new Set(
    problems.filter(({ rule }) => rule === 'unknown-key').flatMap(({ unparsed }) => unparsed.map(idOf)),
  );
  const seen = new Set<string>();
  return problems.filter((problem) => {
    const subject = idOf(subjectOf(problem));
    if (seen.has(subject) || (problem.rule === 'missing-key' && misspelt.has(subject))) return false;
    return seen.add(subject);
  });
}

/** The place that a problem is about: of a key that is missing, where it would be. */
function subjectOf({ rule, path, unparsed: [value = path] }: SchemaProblem): ProfilePath {
  return rule === 'missing-key' ? value : path;
}

function idOf(path: ProfilePath): string {
  return JSON.stringify(path);
}

function problemsOf(root: $ZodType, issue: $ZodRawIssue): readonly SchemaProblem[] {
  const path = (issue.path ?? []).filter((key) => typeof key !== 'symbol');
  if (issue.code === 'unrecognized_keys') {
    const { input } = issue as { readonly input?: object };
    const known = Object.keys(shapeOf(schemaAt(root, path)));
    return issue.keys.map((key) => withoutPresent(describeUnknownKey(root, path, key, known), path, input));
  }
  const schema = schemaAt(root, path) as $ZodType;
  if (issue.input === undefined) return [missingKey(path, schema)];
  return [{ rule: 'invalid-value', path, ...describeInvalidValue(issue, schema), unparsed: [path] }];
}

/** Where the right key stands beside the wrong one, its value is what it says. */
function withoutPresent(problem: SchemaProblem, path: ProfilePath, map: object | undefined): SchemaProblem {
  const unparsed = problem.unparsed.filter((meant) => {
    const key = meant.length === path.length + 1 ? meant.at(-1) : undefined;
    return key === undefined || map === undefined || !Object.hasOwn(map, key);
  });
  return { ...problem, unparsed };
}

function missingKey(path: ProfilePath, schema: $ZodType): SchemaProblem {
  const key = String(path.at(-1));
  const value = exampleOf(schema);
  return {
    rule: 'missing-key',
    path: path.slice(0, -1),
    message: `the key "${key}" is missing`,
    hint: value === undefined ? 'Add it.' : `Add it, for example "${key}: ${value}".`,
    unparsed: [path],
  };
}
