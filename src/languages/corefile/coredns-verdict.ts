import { checkPlugins } from './check-plugins';
import { checkZones } from './check-zones';
import type { StandingPlugins } from './check-plugins';
import { CLUSTER_COREFILE, SNIPPET_IMPORTS } from './cluster-block';
import { parseAsCoreDns } from './coredns-parser';
import type { NamedSnippet } from './corefile';
import { isPlugin } from './plugins';
import type { CorefileProblem } from './problem';
import type { SnippetKind } from './read-snippet';
import type { CorefileToken } from './tokenize';
import { tokenize } from './tokenize';

/** A raw snippet, and what CoreDNS reads before and after it. */
export interface SurroundedSnippet {
  readonly text: string;
  readonly kind: SnippetKind;
  readonly coredns: string;
  /** Named snippets of files that are read before. */
  readonly named: readonly NamedSnippet[];
  /** Whether no file of the same kind follows. */
  readonly isLast: boolean;
}

/** Whether CoreDNS refuses a raw snippet, mistakes in braces and quotes included. */
export function isRefusedByCoreDns({ text, kind, coredns, named, isLast }: SurroundedSnippet): boolean {
  const own = tokenize(text).tokens;
  const tokens = isLast || kind === 'override' ? own : [...own, ...FOLLOWING_FILE];
  const file = { name: SNIPPET_IMPORTS[kind], tokens };
  const blocks = parseAsCoreDns(COREFILE, { snippets: [...named, file], isPlugin });
  if (blocks === 'refused') return true;
  const problems = blocks.map(({ keys, directives }) =>
    checkPlugins(directives, { coredns, keys: keys.map(({ text: key }) => key), standing: NO_PLUGINS }),
  );
  const { problems: ofZones } = checkZones(blocks, [], undefined, true);
  return [...problems.flat(), ...ofZones].some(({ consequence }) => consequence === 'refused');
}

const COREFILE = tokensOf(CLUSTER_COREFILE, 'Corefile');

/** Any other .server file: one that leaves its block open takes it for a part of the block. */
const FOLLOWING_FILE = tokensOf('following.invalid {\n}\n', 'following.server');

function tokensOf(text: string, file: string): readonly CorefileToken[] {
  return tokenize(text).tokens.map((token) => ({ ...token, file }));
}

const NO_PLUGINS: StandingPlugins = new Map();

/**
 * The same problems with the consequences that they have. The parser that finds them goes on after a mistake with what
 * was probably meant, which CoreDNS does not do.
 */
export function withVerdict(
  problems: readonly CorefileProblem[],
  isRefused: boolean,
): readonly CorefileProblem[] {
  if (!isRefused) {
    return problems.map((one) => (one.consequence === 'refused' ? { ...one, consequence: 'broken' } : one));
  }
  if (problems.some(({ consequence }) => consequence === 'refused')) return problems;
  const first = problems.find(({ consequence }) => consequence === 'broken') ?? problems[0];
  return problems.map((one) => (one === first ? { ...one, consequence: 'refused', severity: 'error' } : one));
}
