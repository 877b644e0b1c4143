import { formatMore } from '../../diagnostics';
import type { CauseGroup } from '../causes/group-by-cause';
import { formatProof } from '../causes/format-proof';
import { listNodes } from '../causes/is-related';
import type { FailedFinding } from '../finding';
import type { Colors } from './colors';
import { groupBy } from '../group-by';

/** A cause in full, and the findings that follow from it: in one line, or in full too. */
export function formatCauses({ causes, effects }: CauseGroup, all: boolean, colors: Colors): string {
  const blocks = formatBlocks(causes, colors.red('failed'), colors);
  if (effects.length === 0) return blocks;
  if (all) return blocks + formatBlocks(effects, colors.red('  follows'), colors);
  const checks = groupBy(effects, ({ check }) => check);
  const names = [...checks].map(([check, findings]) => `${check} (${formatTargets(findings)})`);
  const count = `${effects.length} ${effects.length === 1 ? 'finding follows' : 'findings follow'}`;
  return `${blocks.slice(0, -1)}  ${count}: ${names.join(', ')}\n\n`;
}

/** `pi1, pi3`: the nodes of some findings, or the target without nodes. */
function formatTargets(findings: readonly FailedFinding[]): string {
  return [
    ...new Set(findings.flatMap((one) => (one.target.startsWith('node ') ? listNodes(one)[0] : one.target))),
  ]
    .filter((name) => name !== undefined)
    .join(', ');
}

/** One block per check and target: its title and consequence are printed once. */
function formatBlocks(findings: readonly FailedFinding[], head: string, colors: Colors): string {
  const groups = groupBy(findings, ({ check, target }) => JSON.stringify([check, target]));
  return [...groups.values()].map((group) => formatBlock(group, head, colors)).join('');
}

function formatBlock(group: readonly FailedFinding[], head: string, colors: Colors): string {
  const [{ target, check, title } = { target: '', check: '', title: '' }] = group;
  const lines = group.flatMap((finding, index) => [
    `  Subject  ${finding.subject}`,
    `  Found    ${finding.found}`,
    `  Planned  ${finding.planned}`,
    ...formatUnlessRepeated('Why      ', group, index, ({ why }) => why),
    ...formatUnlessRepeated('Next     ', group, index, ({ next }) => next),
    ...formatUnlessRepeated('Proof    ', group, index, formatProof),
  ]);
  const more = formatMore('checks', check);
  return [
    `${head}  ${target}  ${colors.bold(check)}`,
    `  Check    ${title}`,
    ...lines,
    `  More     ${more}`,
    '\n',
  ].join('\n');
}

/** A text that consecutive findings share is printed below the last of them. */
function formatUnlessRepeated(
  heading: string,
  group: readonly FailedFinding[],
  index: number,
  textOf: (finding: FailedFinding) => string | undefined,
): readonly string[] {
  const [own, following] = [group[index], group[index + 1]];
  const text = own && textOf(own);
  if (text === undefined || (following !== undefined && textOf(following) === text)) return [];
  return [`  ${heading}${text}`];
}
