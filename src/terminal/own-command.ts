/**
 * How printed commands and docs call this program: npx never downloads a package with `--no`, so that no other package of
 * that name ever runs.
 */
export const OWN_COMMAND: readonly string[] = ['npx', '--no', 'netstack'];
