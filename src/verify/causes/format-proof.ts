import { quoteCommand } from '../../terminal/quote-command';
import type { FailedFinding } from '../finding';
import { findTargetNode } from './is-related';

/** Commands that a subject may name in parentheses: `flannel.1 (ip -j -d address)`. */
const COMMAND = /\(((?:ip|iptables-save|nft|bridge|dig|curl|ping|wg|ss|arping|ndisc6|kubectl)\b[^()]*)\)$/;

/** Objects that a subject names: `clusterIPs of Service kube-system/kube-dns`, `labels of Node pi2`. */
const OBJECT =
  /\b([A-Z][A-Za-z0-9]+) (?:([a-z0-9.-]+)\/([a-z0-9][a-z0-9.-]*)|((?<=\b(?:Node|IngressClass|ServiceCIDR|CustomResourceDefinition|\w+WebhookConfiguration) )[a-z0-9][a-z0-9.-]*))/;

/** A command that shows what a finding found; undefined where its subject names none. */
export function formatProof(finding: FailedFinding): string | undefined {
  const { proof, subject } = finding;
  if (proof !== undefined) return proof;
  return proveByCommand(finding) ?? proveByFile(finding) ?? proveByObject(subject);
}

function proveByCommand(finding: FailedFinding): string | undefined {
  const [, command] = COMMAND.exec(finding.subject) ?? [];
  if (command === undefined) return undefined;
  const [, words = command, host = findTargetNode(finding)] = /^(.*) on (\S+)$/.exec(command) ?? [];
  return host === undefined ? words : `on ${host}: ${words}`;
}

function proveByFile(finding: FailedFinding): string | undefined {
  const [file] = finding.subject.split(' ');
  const node = findTargetNode(finding);
  if (node === undefined || file?.startsWith('/') !== true) return undefined;
  return `on ${node}: ${quoteCommand(['cat', file])}`;
}

function proveByObject(subject: string): string | undefined {
  const [, kind, namespace, namespaced, name = namespaced] = OBJECT.exec(subject) ?? [];
  if (kind === undefined || name === undefined) return undefined;
  const ofNamespace = namespace === undefined ? [] : ['-n', namespace];
  return quoteCommand(['kubectl', ...ofNamespace, 'get', kind.toLowerCase(), name, '-o', 'yaml']);
}
