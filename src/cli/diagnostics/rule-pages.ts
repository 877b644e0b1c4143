import type { RulePage } from '../../diagnostics';
import { formatDocsUrl } from '../../diagnostics';
import { FAMILIES } from '../../rules/registry';
import type { RuleFormat } from '../output-formats';

/** Writes the list of rules in each form. */
export const RULE_LISTS = { human, json, markdown } as const satisfies Readonly<
  Record<RuleFormat, () => string>
>;

/** A rule's page, for a terminal. */
export function rulePage({ id, severity, title, why, fix }: RulePage): string {
  const url = formatDocsUrl('rules', id);
  const parts = [`${id}  (${severity})`, `${title}.`, why, fix, ...(url === undefined ? [] : [url])];
  return parts.map(wrapText).join('\n\n') + '\n';
}

/** One line a rule, under its family. */
function human(): string {
  const width = Math.max(...FAMILIES.flatMap(({ rules }) => rules.map(({ id }) => id.length)));
  const families = FAMILIES.map(({ title, rules }) => {
    const lines = rules.map(
      (rule) => `  ${rule.id.padEnd(width)}  ${rule.severity.padEnd(7)}  ${rule.title}`,
    );
    return [title, ...lines, ''].join('\n');
  });
  return families.join('\n');
}

function json(): string {
  const rows = FAMILIES.flatMap(({ id: family, rules }) =>
    rules.map(({ id, severity, title, why, fix }) => ({ id, family, severity, title, why, fix })),
  );
  return `${JSON.stringify(rows, null, 2)}\n`;
}

/** The whole of `docs/rules.md`. */
function markdown(): string {
  return [INTRODUCTION, ...FAMILIES.map(familySection)].join('\n');
}

const INTRODUCTION = `# Rules

What \`netstack validate\` and \`cdk8s synth\` look for before anything is written. An **error** cannot work and
cannot be silenced. A **warning** works and will hurt. A **hint** is good to know. Warnings and hints are silenced
in the profile, by id and with a reason:

    silence:
      - { rule: etcd-servers-even, reason: the third server is ordered }

This page is generated from the rules themselves: \`npm run docs:rules\`.
`;

function familySection({ title, rules }: (typeof FAMILIES)[number]): string {
  return [`## ${title}`, '', ...rules.map(ruleSection)].join('\n');
}

function ruleSection({ id, severity, title, why, fix }: RulePage): string {
  return [
    `### ${id}`,
    '',
    `**${severity}**: ${escapeMarkdown(title)}.`,
    '',
    escapeMarkdown(why),
    '',
    escapeMarkdown(fix),
    '',
  ].join('\n');
}

/** What Markdown would take for a tag or an emphasis, outside of code. */
function escapeMarkdown(text: string): string {
  return text.replace(/`[^`]*`|[<*]/g, (match) => (match.length > 1 ? match : `\\${match}`));
}

/** Lines of 80 characters at most, broken between words. */
function wrapText(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1];
    if (last === undefined || last.length + 1 + word.length > 80) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join('\n');
}
