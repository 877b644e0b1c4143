import type { NetworkPlan } from '../../plan';
import { configMapRequests, secretRequests } from '../../plan';
import { findProgram } from './programs';

/** Programs, and the Debian package of each. */
export type ProgramPackages = Readonly<Record<string, string>>;

/** What every lab runs. */
const ALWAYS: ProgramPackages = {
  ip: 'iproute2',
  mount: 'mount',
  nsenter: 'util-linux',
  unshare: 'util-linux',
  flock: 'util-linux',
  sysctl: 'procps',
  iptables: 'iptables',
};

/** What a lab of the plan runs on this machine. */
export function neededPrograms(plan: NetworkPlan, egress: boolean): ProgramPackages {
  return {
    ...ALWAYS,
    ...(needsCertificate(plan) && { openssl: 'openssl' }),
    ...(egress && { slirp4netns: 'slirp4netns' }),
  };
}

function needsCertificate(plan: NetworkPlan): boolean {
  return (
    secretRequests(plan).some(({ kind }) => kind === 'certificate') ||
    configMapRequests(plan).some(({ kind }) => kind === 'ca')
  );
}

/** What `netstack verify` runs in the lab. It skips the checks whose program is missing. */
export function verifyPrograms({ lan, flannel }: NetworkPlan): ProgramPackages {
  return {
    ...{ ping: 'iputils-ping', curl: 'curl', arping: 'iputils-arping', dig: 'bind9-dnsutils' },
    ...(lan.cidr.some(({ family }) => family === 6) && { ndisc6: 'ndisc6' }),
    ...(flannel.backend === 'wireguard-native' && { wg: 'wireguard-tools' }),
  };
}

/** Those that are not on PATH. */
export function missingPrograms(programs: ProgramPackages, find = findProgram): ProgramPackages {
  return Object.fromEntries(Object.entries(programs).filter(([name]) => find(name) === undefined));
}

/** `not on PATH: arping, ping (Debian: apt-get install iputils-arping iputils-ping)`; undefined for no programs. */
export function missingText(programs: ProgramPackages): string | undefined {
  const names = Object.keys(programs).sort();
  if (names.length === 0) return undefined;
  const packages = [...new Set(Object.values(programs))].sort();
  return `not on PATH: ${names.join(', ')} (Debian: apt-get install ${packages.join(' ')})`;
}
