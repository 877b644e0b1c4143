import type { Hook } from './packet';
import { conditionsMet } from './iptables-conditions';
import type { Chain, FirewallRule, Table, Verdict } from './ruleset';

/** Chains that the kernel calls. */
const HOOKS: Readonly<Record<string, Hook>> = {
  PREROUTING: 'prerouting',
  INPUT: 'input',
  FORWARD: 'forward',
  OUTPUT: 'output',
  POSTROUTING: 'postrouting',
};

/** Tables in the order in which the kernel asks them. `nat` drops nothing. */
const ORDER = ['raw', 'mangle', 'filter', 'security'];

/** Chains while their rules are read. */
type Chains = Map<string, Chain & { readonly rules: FirewallRule[] }>;

/** Reads what iptables-save or ip6tables-save prints. */
export function iptablesTables(text: string): readonly Table[] {
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
  const words = wordsOf(line);
  const chain = chains.get(words[1] ?? '');
  const end = words.findIndex((word) => word === '-j' || word === '-g');
  const conditions = words.slice(2, end < 0 ? undefined : end);
  const verdict: Verdict = end < 0 ? { kind: 'other' } : verdictOf(words.slice(end));
  chain?.rules.push({
    text: line,
    met: (passage) => conditionsMet(conditions, passage),
    verdict: () => verdict,
  });
}

/** Words as a shell would take them apart: comments stand in quotes. */
function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/"((?:\\.|[^"\\])*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

const LASTING: Readonly<Record<string, Verdict>> = {
  ACCEPT: { kind: 'accept' },
  DROP: { kind: 'drop' },
  REJECT: { kind: 'drop' },
  RETURN: { kind: 'return' },
  // A program decides, which may let it pass.
  NFQUEUE: { kind: 'accept' },
  QUEUE: { kind: 'accept' },
};

/** Targets that do something to a packet, or note it, and let it go on. */
const PASSING =
  /^(LOG|NFLOG|ULOG|CT|NOTRACK|TRACE|CONNMARK|CLASSIFY|TOS|DSCP|TCPMSS|TTL|HL|SET|AUDIT|CHECKSUM|MASQUERADE|SNAT|DNAT|REDIRECT|TPROXY)$/;

function verdictOf([flag, target = '', ...options]: readonly string[]): Verdict {
  if (flag === '-g') return { kind: 'goto', chain: target };
  if (target === 'MARK') return markOf(options);
  if (PASSING.test(target)) return { kind: 'other' };
  return LASTING[target] ?? { kind: 'jump', chain: target };
}

function markOf([option = '', text = '']: readonly string[]): Verdict {
  const [value = 0, mask = 0xffffffff] = text.split('/').map(Number);
  return option === '--set-xmark' ? { kind: 'mark', value, mask } : { kind: 'other' };
}
