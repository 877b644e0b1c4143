import type { LabLayout } from '../../lab';
import { formatConfig } from '../../lab';
import { visible } from '../../terminal/visible';

/** What a lab is announced with before it is made. */
export interface Announced {
  readonly layout: LabLayout;
  /** The k3s binary. */
  readonly k3s: string;
  readonly registries?: string;
  /** Further lines for the user. */
  readonly notes: readonly string[];
}

/** Lists the differences from hardware, and what the lab adds to the nodes' configuration. */
export function formatAnnouncement({ layout, k3s, registries, notes }: Announced): string {
  const { cluster, nodes, differences } = layout;
  const added = new Map<string, string[]>();
  for (const { name, k3sConfig } of nodes) {
    const text = formatConfig({ token: '(generated)', ...k3sConfig });
    added.set(text, [...(added.get(text) ?? []), name]);
  }
  const lines = [
    `lab of ${cluster} with ${k3s}`,
    ...(differences.length > 0 ? ['  Not as on hardware:', ...differences.map((line) => `    ${line}`)] : []),
    ...[...added].flatMap(([text, names]) => [
      `  90-lab.yaml on ${names.join(', ')}:`,
      ...text
        .trimEnd()
        .split('\n')
        .map((line) => `    ${line}`),
    ]),
    ...(registries === undefined ? [] : [`  registries.yaml on every node: a copy of ${registries}`]),
    ...notes.map((note) => `  ${note}`),
  ];
  return `${lines.map(visible).join('\n')}\n`;
}
