import type { RulePage } from '../diagnostics';
import { FAMILIES } from '../rules/registry';
import type { Check } from '../verify';
import { CHECKS } from '../verify';
import { INSTALL_CHECKS } from '../verify/checks/pre';

/** What a rule's page shows beside its texts. */
export interface RuleExample {
  /** The smallest profile that the rule finds. */
  readonly profile: string;
  /** What `validate` prints for it. */
  readonly message: string;
}

/** Sections of the list of checks, by where they run. */
const CHECK_SECTIONS: readonly (readonly [title: string, checks: readonly Check[]])[] = [
  ['On each node, and between nodes', CHECKS.filter(({ scope }) => scope === 'node')],
  ['In the cluster', CHECKS.filter(({ scope }) => scope === 'cluster')],
  ['From the LAN', CHECKS.filter(({ scope }) => scope === 'lan')],
  ['Before k3s is installed', INSTALL_CHECKS],
];

/** The pages of rules and checks, by their paths in the site. */
export function renderPages(
  findExample: (rule: string) => RuleExample | undefined,
): ReadonlyMap<string, string> {
  const rules = FAMILIES.flatMap(({ rules: ofFamily, title }) =>
    ofFamily.map((rule) => [`rules/${rule.id}.md`, renderRule(rule, title, findExample(rule.id))] as const),
  );
  const checks = CHECK_SECTIONS.flatMap(([section, ofSection]) =>
    ofSection.map((check) => [`checks/${check.id}.md`, renderCheck(check, section)] as const),
  );
  return new Map([
    ['rules/index.md', renderRuleList()],
    ['checks/index.md', renderCheckList()],
    ...rules,
    ...checks,
  ]);
}

function renderRule(rule: RulePage, family: string, example: RuleExample | undefined): string {
  return [
    `# ${rule.id}`,
    `**${rule.severity}** · [${family}](index.md#${anchorOf(family)})`,
    `${escapeMarkdown(rule.title)}.`,
    '## Consequence',
    escapeMarkdown(rule.why),
    '## Fix',
    escapeMarkdown(rule.fix),
    ...(example === undefined ? [] : renderExample(example)),
    ...(rule.severity === 'error' ? [] : renderSilence(rule.id)),
    '',
  ].join('\n\n');
}

function renderExample({ profile, message }: RuleExample): readonly string[] {
  return [
    '## Example',
    fence('yaml', profile),
    '`netstack validate` prints:',
    fence('text', message.replace(/test\/fixtures\/\w+\//g, 'profiles/')),
  ];
}

function renderSilence(id: string): readonly string[] {
  return [
    '## Silence it',
    'If you have decided to live with it, write the reason in the profile:',
    fence('yaml', `silence:\n  - { rule: ${id}, reason: why it does not matter here }`),
  ];
}

function renderCheck({ id, title, why, dependsOn = [] }: Check, section: string): string {
  const causes = dependsOn.map((cause) => `- [${cause}](${cause}.md)`).join('\n');
  return [
    `# ${id}`,
    `**check** · [${section}](index.md#${anchorOf(section)})`,
    `${capitalize(escapeMarkdown(title))}.`,
    '## Consequence of a failure',
    escapeMarkdown(why),
    ...(causes === '' ? [] : ['## A failure may follow from', causes]),
    '## Run it alone',
    fence('sh', `netstack verify CLUSTER --only ${id}`),
    '',
  ].join('\n\n');
}

function renderRuleList(): string {
  const introduction = [
    '# Rules',
    '`netstack validate` and `netstack synth` apply every rule to a profile before anything is written. An **error** means that' +
      ' the network cannot work; it cannot be silenced. A **warning** means that it works but will cause trouble. A **hint** is' +
      ' advice. `netstack explain <rule>` prints the same page on the terminal.',
  ];
  const families = FAMILIES.map(({ title, rules }) =>
    [
      `## ${title}`,
      rules.map((rule) => `- ${itemOf(rule.id, rule.title)} (${rule.severity})`).join('\n'),
    ].join('\n\n'),
  );
  return [...introduction, ...families, ''].join('\n\n');
}

function renderCheckList(): string {
  const introduction = [
    '# Checks',
    '`netstack verify <cluster>` runs every check against a running cluster, and `netstack verify <cluster> --pre` those of the' +
      ' last section before k3s is installed. `netstack explain <check>` prints the same page on the terminal.',
  ];
  const sections = CHECK_SECTIONS.map(([title, checks]) =>
    [`## ${title}`, checks.map(({ id, title: text }) => `- ${itemOf(id, capitalize(text))}`).join('\n')].join(
      '\n\n',
    ),
  );
  return [...introduction, ...sections, ''].join('\n\n');
}

function itemOf(id: string, title: string): string {
  return `[${id}](${id}.md): ${escapeMarkdown(title)}`;
}

function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}

function capitalize(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** The anchor that VitePress gives a heading of letters, digits and punctuation. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** Escapes what Markdown reads as a tag or emphasis, outside of code. */
function escapeMarkdown(text: string): string {
  return text.replace(/`[^`]*`|[<*_]/g, (match) => (match.length > 1 ? match : `\\${match}`));
}
