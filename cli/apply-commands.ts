import type { NetworkPlan } from '../network';

/**
 * The commands that apply a cluster's manifests, each as its words. CRDs first and the programs next: MetalLB's own
 * webhook refuses its configuration until its controller runs.
 *
 * @param manifests folder of the manifests
 */
export function applyCommands({ metallb }: NetworkPlan, manifests: string): readonly (readonly string[])[] {
  const staged = [
    ['kubectl', 'apply', '-f', `${manifests}/netstack-[01]*`],
    ['kubectl', 'wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s'],
    ['kubectl', 'apply', '-f', `${manifests}/netstack-[234]*`],
    ['kubectl', '-n', 'metallb-system', 'rollout', 'status', 'deployment/controller', '--timeout=5m'],
  ];
  return [...(metallb ? staged : []), ['kubectl', 'apply', '-f', manifests]];
}

/** A command as a person types it: kubectl itself is to see the stars of a path, not the shell. */
export function shellLine(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');
}
