import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { expect, test, vi } from 'vitest';
import {
  formatOwnCommand,
  formatOwnRootCommand,
  formatRunningCommand,
  formatSudo,
  isRoot,
  listFolderOptions,
  listOwnWords,
} from '../../src/terminal/own-command';

test('a command is run by npx, which must not download a package of the name', () => {
  expect(formatOwnCommand('validate', 'pikube')).toBe('npx --no netstack validate pikube');
  expect(listOwnWords('synth')).toEqual(['npx', '--no', 'netstack', 'synth']);
});

test('its words are quoted for a shell', () => {
  expect(formatOwnCommand('validate', 'my profiles/a.yaml')).toBe(
    "npx --no netstack validate 'my profiles/a.yaml'",
  );
});

test('the command that runs now has its own words, and sudo where it ran with sudo', () => {
  const argv = ['/usr/bin/node', '/srv/bin/netstack.js', 'trace', 'pikube', '--from', 'a b'];
  const user = { isRoot: true, usesSudo: false, labs: '' };
  expect(formatRunningCommand(argv, user)).toBe("npx --no netstack trace pikube --from 'a b'");
  expect(formatRunningCommand(argv.slice(0, 4), { ...user, usesSudo: true })).toBe(
    'sudo npx --no netstack trace pikube',
  );
});

test('it names the folders that are not the usual ones', () => {
  expect(listFolderOptions({ profiles: 'profiles', output: 'dist' })).toEqual([]);
  expect(listFolderOptions({ output: '/srv/dist' })).toEqual(['--output', '/srv/dist']);
  expect(listFolderOptions({ profiles: 'sites' })).toEqual(['--profiles', 'sites']);
});

const DOWN = ['lab', 'down', 'pikube'];

test.each([
  [
    "a shell of root's",
    { isRoot: true, usesSudo: false, labs: '/labs' },
    'npx --no netstack lab down pikube',
  ],
  ['root by sudo', { isRoot: true, usesSudo: true, labs: '' }, 'sudo npx --no netstack lab down pikube'],
  ['another user', { isRoot: false, usesSudo: false, labs: '' }, 'sudo npx --no netstack lab down pikube'],
  [
    'a folder of labs, which sudo drops by default',
    { isRoot: false, usesSudo: false, labs: '/my labs' },
    "sudo 'NETSTACK_LABS=/my labs' npx --no netstack lab down pikube",
  ],
])('a command that needs root: %s', (_, user, command) => {
  expect(formatOwnRootCommand(DOWN, user)).toBe(command);
});

test('the environment decides by default', () => {
  vi.stubEnv('SUDO_USER', 'me');
  vi.stubEnv('NETSTACK_LABS', '/labs');
  try {
    expect(formatOwnRootCommand(DOWN)).toBe('sudo NETSTACK_LABS=/labs npx --no netstack lab down pikube');
    expect(formatSudo()).toBe('sudo NETSTACK_LABS=/labs');
    expect(isRoot()).toBe(process.geteuid?.() === 0);
  } finally {
    vi.unstubAllEnvs();
  }
});

/** A command of this program in a text or a list of words that does not come from these functions. */
const BARE =
  /["'`](?:sudo )?netstack (?:[a-z]+)[^`]*["'](?!\))|\['netstack', '|'sudo', 'netstack'|(?:next|run): netstack /;

/** Pages and files for users, in Markdown: they name commands as `netstack verify`. */
const DOCUMENTS = /^src\/(?:site|init\/repository-files|cli\/diagnostics\/rule-pages)/;

test('no message spells a command of its own', () => {
  const bare = globSync('src/**/*.ts')
    .filter((file) => !DOCUMENTS.test(file))
    .flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .flatMap((line, index) => (isMessage(line) && BARE.test(line) ? [`${file}:${index + 1}`] : [])),
    );
  expect(bare).toEqual([]);
});

function isMessage(line: string): boolean {
  return !/^\s*(?:\/?\*|\/\/)|^import /.test(line);
}
