'use strict';
/*
 * The parts of the program that have a bundle of their own. V8 instantiates every function of a bundle, and compares every
 * source of it, before the first line runs. With the whole program that takes 35 ms of processor time for `--help`, and 6 ms
 * with what `--help` needs; for `validate` and `synth` the difference is 20 ms.
 */

/** The source files in src/cli/commands/ that a part has, and the modules that it does not have. */
const PARTS = {
  help: { commands: [], without: [] },
  local: {
    commands: ['synth', 'validate', 'write-gitops'],
    without: ['../live/check-running-cluster.js'],
  },
};

/** The words that a call may begin with. Another one is a mistake. */
const COMMANDS = [
  ...['validate', 'rules', 'explain', 'synth', 'next', 'diff', 'adopt', 'apply', 'secrets', 'plan', 'trace'],
  ...['init', 'import', 'lab', 'verify'],
];

const HELP = ['-h', '--help'];

/** Words that print a text about the program, and run no command. */
const ABOUT = [...HELP, '-V', '--version', 'help'];

/**
 * The part that has all that a call can reach. Only plain calls are recognized.
 *
 * @returns undefined for the whole program
 */
function choosePart([command, ...words]) {
  if (command === undefined || ABOUT.includes(command)) return 'help';
  if (!COMMANDS.includes(command)) return command.startsWith('-') ? undefined : 'help';
  // Behind an option, the same word may be its value.
  if (HELP.includes(words.at(-1)) && words.slice(0, -1).every((word) => !word.startsWith('-'))) return 'help';
  const isLocal = PARTS.local.commands.includes(command) && !words.includes('--live');
  return isLocal ? 'local' : undefined;
}

module.exports = { choosePart, COMMANDS, PARTS };
