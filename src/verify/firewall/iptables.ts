import type { FirewallHook } from './packet';
import { evaluateConditions } from './iptables-conditions';
import type { FirewallChain, FirewallRule, FirewallTable, FirewallVerdict } from './ruleset';

/** Built-in chains, which the kernel calls. */
const HOOKS: Readonly<Record<string, FirewallHook>> = {
  PREROUTING: 'prerouting',
  INPUT: 'input',
  FORWARD: 'forward',
  OUTPUT: 'output',
  POSTROUTING: 'postrouting',
};

/** Tables in the order in which the kernel evaluates them. `nat` cannot drop packets. */
const ORDER = ['raw', 'mangle', 'filter', 'security'];

/** Chains that rules are being added to. */
type Chains = Map<string, FirewallChain & { readonly rules: FirewallRule[] }>;

/** Parses the output of iptables-save or ip6tables-save. */
export function parseIptables(text: string): readonly FirewallTable[] {
  const tables = new Map<string, Chains>();
  let chains: Chains = new Map();
  for (const line of text.split('\n')) {
    if (line.startsWith('*')) tables.set(line.slice(1).trim(), (chains = new Map() as Chains));
    else if (line.startsWith(':')) addChain(line, chains);
    else if (line.startsWith('-A ')) addRule(line, chains);
  }
  return ORDER.flatMap((name) => {
    const known = tables.get(name);
    return known === undefined ? [] : [{ name, chains: known }];
  });
}

function addChain(line: string, chains: Chains): void {
  const [name = '', policy = '-'] = line.slice(1).split(' ');
  const hook = HOOKS[name];
  chains.set(name, {
    ...{ name, rules: [] },
    ...(policy === '-' ? {} : { policy: policy === 'DROP' ? 'drop' : 'accept' }),
    ...(hook !== undefined && policy !== '-' && { hook }),
  });
}

function addRule(line: string, chains: Chains): void {
  const words = splitWords(line);
  const chain = chains.get(words[1] ?? '');
  const end = words.findIndex((word) => word === '-j' || word === '-g');
  const conditions = words.slice(2, end < 0 ? undefined : end);
  const verdict: FirewallVerdict = end < 0 ? { kind: 'other' } : parseVerdict(words.slice(end));
  chain?.rules.push({
    text: line,
    matches: (passage) => evaluateConditions(conditions, passage),
    verdict: () => verdict,
  });
}

/** Splits a line into words as a shell does: comments are in quotes. */
function splitWords(line: string): readonly string[] {
  return [...line.matchAll(/"((?:\\.|[^"\\])*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

const FINAL_TARGETS: Readonly<Record<string, FirewallVerdict>> = {
  ACCEPT: { kind: 'accept' },
  DROP: { kind: 'drop' },
  REJECT: { kind: 'drop' },
  RETURN: { kind: 'return' },
  // A process in user space decides and may accept the packet.
  NFQUEUE: { kind: 'accept' },
  QUEUE: { kind: 'accept' },
};

/** Targets that change or log a packet and continue with the next rule. */
const CONTINUING_TARGETS =
  /^(LOG|NFLOG|ULOG|CT|NOTRACK|TRACE|CONNMARK|CLASSIFY|TOS|DSCP|TCPMSS|TTL|HL|SET|AUDIT|CHECKSUM|MASQUERADE|SNAT|DNAT|REDIRECT|TPROXY)$/;

function parseVerdict([flag, target = '', ...options]: readonly string[]): FirewallVerdict {
  if (flag === '-g') return { kind: 'goto', chain: target };
  if (target === 'MARK') return parseMark(options);
  if (CONTINUING_TARGETS.test(target)) return { kind: 'other' };
  return FINAL_TARGETS[target] ?? { kind: 'jump', chain: target };
}

function parseMark([option = '', text = '']: readonly string[]): FirewallVerdict {
  const [value = 0, mask = 0xffffffff] = text.split('/').map(Number);
  return option === '--set-xmark' ? { kind: 'mark', value, mask } : { kind: 'other' };
}
