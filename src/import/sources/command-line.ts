import type { Setting } from '../observed/observed-network';
import type { Origin } from '../observed/origin';
import { toSettings } from './k3s-config';
import { resolveAlias, isBooleanFlag } from '../../releases/k3s-flags';

/** A command line of k3s: what it runs, and with which flags. */
export interface CommandLine {
  /** Undefined where it names neither `server` nor `agent`. */
  readonly role?: 'server' | 'agent';
  readonly settings: readonly Setting[];
  /** Words that are no flags and belong to none. */
  readonly surplus: readonly string[];
}

/**
 * Reads the words of a command line, the program first or left out. Takes `--flag value`, `--flag=value`, one dash
 * instead of two, and booleans with and without a value, as k3s does.
 *
 * @param isSplit whether the words were taken apart at `=`, as k3s notes them on its Node object: then the value of a
 *   boolean is the next word
 */
export function parseCommandLine(words: readonly string[], origin: Origin, isSplit = false): CommandLine {
  const start = words.findIndex((word) => word === 'server' || word === 'agent');
  const role = words[start] as CommandLine['role'];
  const rest = start < 0 ? words : words.slice(start + 1);
  const settings: Setting[] = [];
  const surplus: string[] = [];
  for (let index = 0; index < rest.length; index += 1) {
    const match = /^--?([A-Za-z][\w-]*)(?:=([^]*))?$/.exec(rest[index] ?? '');
    if (match === null) {
      if (start >= 0) surplus.push(rest[index] ?? '');
      continue;
    }
    const name = resolveAlias(match[1] ?? '');
    const isValue = !isBooleanFlag(name) || (isSplit && /^(?:true|false)$/i.test(rest[index + 1] ?? ''));
    const takesNext = match[2] === undefined && isValue;
    const value = takesNext ? (rest[(index += 1)] ?? '') : (match[2] ?? 'true');
    settings.push(...toSettings(name, value, origin));
  }
  return { settings, surplus, ...(role !== undefined && { role }) };
}

/** Variables of k3s's environment that stand for a flag. */
const VARIABLES: Readonly<Record<string, string>> = {
  K3S_URL: 'server',
  K3S_TOKEN: 'token',
  K3S_TOKEN_FILE: 'token-file',
  K3S_AGENT_TOKEN: 'agent-token',
  K3S_NODE_NAME: 'node-name',
  K3S_CLUSTER_INIT: 'cluster-init',
  K3S_DATASTORE_ENDPOINT: 'datastore-endpoint',
  K3S_RESOLV_CONF: 'resolv-conf',
  K3S_SELINUX: 'selinux',
  K3S_VPN_AUTH: 'vpn-auth',
};

/** The settings that variables stand for; a flag counts more than a variable. */
export function readEnvironment(
  variables: Readonly<Record<string, string>>,
  origin: Origin,
): readonly Setting[] {
  return Object.entries(variables).flatMap(([variable, value]) => {
    const name = Object.hasOwn(VARIABLES, variable) ? VARIABLES[variable] : undefined;
    return name === undefined || value === '' ? [] : toSettings(name, value, origin);
  });
}
