import { quoteCommand, quoteWord } from './quote-command';

/**
 * How printed commands and docs call this program: npx never downloads a package with `--no`, so that no other package of
 * that name ever runs.
 */
const OWN_COMMAND: readonly string[] = ['npx', '--no', 'netstack'];

/** The user that this process runs as, as far as printed commands depend on it. */
export interface CurrentUser {
  readonly isRoot: boolean;
  /** Whether this process is root by sudo: the shell of the user is not. */
  readonly usesSudo: boolean;
  /** The folder of labs that the environment names; empty where it names none. */
  readonly labs: string;
}

/** Whether this process may do what only root can. */
export function isRoot(): boolean {
  return process.geteuid?.() === 0;
}

/** The words of a command of this program, for steps that run it. */
export function listOwnWords(...words: readonly string[]): readonly string[] {
  return [...OWN_COMMAND, ...words];
}

/** A command of this program, as a line for the user's shell. Every message that names a command to run calls it. */
export function formatOwnCommand(...words: readonly string[]): string {
  return quoteCommand(listOwnWords(...words));
}

/** The command of this program that runs now, as a line for the user's shell. */
export function formatRunningCommand(
  argv: readonly string[] = process.argv,
  user = readCurrentUser(),
): string {
  const words = argv.slice(2);
  return user.usesSudo ? formatOwnRootCommand(words, user) : formatOwnCommand(...words);
}

/** The options that lead a command to these folders; none for those that it looks in by default. */
export function listFolderOptions(folders: {
  readonly profiles?: string;
  readonly output?: string;
}): readonly string[] {
  const { profiles = 'profiles', output = 'dist' } = folders;
  return [
    ...(profiles === 'profiles' ? [] : ['--profiles', profiles]),
    ...(output === 'dist' ? [] : ['--output', output]),
  ];
}

/** A command of this program that needs root: with sudo, unless the user's shell is root's. */
export function formatOwnRootCommand(words: readonly string[], user = readCurrentUser()): string {
  const command = formatOwnCommand(...words);
  if (user.isRoot && !user.usesSudo) return command;
  return `${formatSudo(user)} ${command}`;
}

/** `sudo`, with the folder of labs: by default sudo does not pass environment variables on. */
export function formatSudo({ labs }: Pick<CurrentUser, 'labs'> = readCurrentUser()): string {
  return labs === '' ? 'sudo' : `sudo ${quoteWord(`NETSTACK_LABS=${labs}`)}`;
}

function readCurrentUser(): CurrentUser {
  const { SUDO_USER = '', NETSTACK_LABS = '' } = process.env;
  return { isRoot: isRoot(), usesSudo: SUDO_USER !== '', labs: NETSTACK_LABS };
}
