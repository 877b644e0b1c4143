/** An RFC 1123 label: what a name consists of, between dots. */
const LABEL = '[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?';

const CLUSTER_NAME = new RegExp(`^(?=.{1,253}$)${LABEL}(?:\\.${LABEL})*$`);

/** The form of a cluster's name, as messages quote it. */
export const CLUSTER_NAME_FORM =
  'at most 253 lower-case letters, digits, dashes and dots, as in a host name (RFC 1123)';

/** The name of the cluster that a profile describes: the file's name without its extension. */
export function clusterNameOf(file: string): string {
  const base = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  return base.replace(/\.ya?ml$/, '');
}

/**
 * Whether a name can be a cluster's: an RFC 1123 name, as a node's. Folders, labs and commands carry the name, so
 * everything that takes one from outside asks here first.
 */
export function isClusterName(name: string): boolean {
  return CLUSTER_NAME.test(name);
}
