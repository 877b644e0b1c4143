import { Address, AddressRange, Cidr, contains, Unreadable } from '../../address';
import type { InitAnswers, InitDefaults, InitNode, MachineNetwork } from '../../init';
import { proposeFreePool, toNodeName } from '../../init';
import { K3sVersion } from '../../releases';
import { visible } from '../../terminal/visible';
import type { Prompt } from './prompt';

const NONE = 'none';

/** Asks for what no option gives, with the proposals as defaults. */
export async function askAnswers(
  prompt: Prompt,
  machine: MachineNetwork | undefined,
  proposed: InitDefaults,
  given: Partial<InitAnswers>,
): Promise<InitAnswers> {
  const k3sVersion =
    given.k3sVersion ??
    (await prompt.ask(
      'k3s release',
      proposed.k3sVersion,
      check((text) => K3sVersion.parse(text)),
    ));
  const lanCidr =
    given.lanCidr ??
    (await prompt.ask(
      'Network of the LAN',
      proposed.lanCidr,
      check((text) => Cidr.parse(text)),
    ));
  const lan = Cidr.parse(lanCidr);
  const isProposed = lanCidr === proposed.lanCidr;
  const gateway = given.gateway ?? (await askGateway(prompt, isProposed ? proposed.gateway : undefined, lan));
  const reserved = given.reserved ?? (await askReserved(prompt));
  const nodes = given.nodes ?? (await askNodes(prompt, proposed, lan));
  const base = { lanCidr, reserved, nodes, ...(gateway !== undefined && { gateway }) };
  const pool = given.pool ?? (await askPool(prompt, proposeFreePool(machine, base)));
  return {
    ...{ k3sVersion, ...base },
    ...(isProposed && proposed.mtu !== undefined && { mtu: proposed.mtu }),
    ...(pool !== undefined && { pool }),
  };
}

/** What a parser of the domain objects to. */
function check(parse: (text: string) => unknown): (answer: string) => string | undefined {
  return (answer) => {
    try {
      parse(answer);
      return undefined;
    } catch (error) {
      if (error instanceof Unreadable) return visible(`"${answer}" ${error.message}. ${error.hint}`);
      throw error;
    }
  };
}

function checkAddress(lan: Cidr): (answer: string) => string | undefined {
  return (answer) => {
    const objection = check((text) => Address.parse(text))(answer);
    if (objection !== undefined) return objection;
    return contains(lan, Address.parse(answer)) ? undefined : `${answer} is outside of ${lan.toString()}.`;
  };
}

function orNone(inner: (answer: string) => string | undefined): (answer: string) => string | undefined {
  return (answer) => (answer === NONE ? undefined : inner(answer));
}

async function askGateway(prompt: Prompt, usual: string | undefined, lan: Cidr): Promise<string | undefined> {
  const answer = await prompt.ask('Address of the router', usual ?? NONE, orNone(checkAddress(lan)));
  return answer === NONE ? undefined : answer;
}

async function askReserved(prompt: Prompt): Promise<InitAnswers['reserved']> {
  const question = 'Addresses that DHCP assigns, first-last';
  const answer = await prompt.ask(question, NONE, orNone(check((text) => AddressRange.parse(text))));
  return answer === NONE ? [] : [{ range: answer, owner: 'DHCP' }];
}

async function askNodes(prompt: Prompt, { nodes }: InitDefaults, lan: Cidr): Promise<readonly InitNode[]> {
  const [own] = nodes;
  const answers: InitNode[] = [];
  const name = await prompt.ask('Name of the first server', own?.name ?? 'server-1', checkName([]));
  const isOwn = name === own?.name;
  const inLan = own !== undefined && contains(lan, Address.parse(own.nodeIp));
  const usual = inLan ? own.nodeIp : lan.at(10n).toString();
  const nodeIp = await prompt.ask(`Address of ${name}`, usual, checkAddress(lan));
  const iface = isOwn && nodeIp === own.nodeIp ? own.flannelIface : undefined;
  answers.push({ name, role: 'server', nodeIp, ...(iface !== undefined && { flannelIface: iface }) });
  for (;;) {
    const names = answers.map((node) => node.name);
    const next = await prompt.ask('Name of a further node', NONE, orNone(checkName(names)));
    if (next === NONE) return answers;
    const role = await prompt.ask(`Role of ${next}: server or agent`, 'agent', checkRole);
    const last = Address.parse(answers.at(-1)?.nodeIp ?? usual);
    const address = await prompt.ask(`Address of ${next}`, last.plus(1n).toString(), checkAddress(lan));
    answers.push({ name: next, role: role === 'server' ? 'server' : 'agent', nodeIp: address });
  }
}

function checkName(taken: readonly string[]): (answer: string) => string | undefined {
  return (answer) => {
    if (taken.includes(answer)) return `There is a node "${visible(answer)}" already.`;
    return toNodeName(answer) === answer
      ? undefined
      : 'A name has lower-case letters, digits, dashes and dots.';
  };
}

function checkRole(answer: string): string | undefined {
  return answer === 'server' || answer === 'agent' ? undefined : 'Write server or agent.';
}

async function askPool(prompt: Prompt, usual: string | undefined): Promise<string | undefined> {
  const question = 'Addresses for Services by MetalLB, first-last; none for ServiceLB';
  const answer = await prompt.ask(question, usual ?? NONE, orNone(check((text) => AddressRange.parse(text))));
  return answer === NONE ? undefined : answer;
}
