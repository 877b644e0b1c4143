/** The name of the cluster that a profile describes: the file's name without its extension. */
export function clusterName(file: string): string {
  const base = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  return base.replace(/\.ya?ml$/, '');
}
