'use strict';
/*
 * `cdk8s synth` without cdk8s-cli's other commands: loading `init`, which asks questions on a terminal, and `import`, which
 * generates code, takes two thirds of the time of an empty app. What runs is cdk8s-cli's own command, with its own parser
 * of arguments.
 *
 * This process leads a process group of its own: when the process that started it ends for any reason, the app ends too.
 * Otherwise it would go on writing beside the next run.
 */
const { createRequire } = require('node:module');

const requireFromCli = createRequire(require.resolve('cdk8s-cli/package.json'));

if (process.channel !== undefined) {
  process.on('disconnect', () => process.kill(-process.pid, 'SIGKILL'));
  process.channel.unref();
}

requireFromCli('yargs')
  .command(requireFromCli('./lib/cli/cmds/synth'))
  .showHelpOnFail(false)
  .env('CDK8S')
  .parse();
