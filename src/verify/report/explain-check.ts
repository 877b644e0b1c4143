import { formatDocsUrl } from '../../diagnostics';
import { formatOwnCommand } from '../../terminal/own-command';
import type { Check, Scope } from '../check';

const SCOPES: Readonly<Record<Scope, string>> = {
  node: 'runs on each node',
  cluster: 'reads the cluster',
  lan: 'runs on a LAN client',
};

/** A check's page, for a terminal. */
export function explainCheck({ id, scope, title, why, dependsOn = [] }: Check): string {
  const url = formatDocsUrl('checks', id);
  return [
    `${id}  (check, ${SCOPES[scope]})`,
    `Verifies that ${title}.`,
    why,
    ...(dependsOn.length === 0 ? [] : [`A failure may follow from: ${dependsOn.join(', ')}.`]),
    `Run it alone: ${formatOwnCommand('verify', 'CLUSTER', '--only', id)}`,
    ...(url === undefined ? [] : [url]),
  ]
    .map(wrapText)
    .join('\n\n')
    .concat('\n');
}

const WIDTH = 80;

function wrapText(text: string): string {
  return text.replace(new RegExp(`(.{1,${WIDTH}})(?: |$)`, 'g'), '$1\n').trimEnd();
}
