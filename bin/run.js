'use strict';
require('./check-node');
/*
 * Runs a TypeScript file of this project: `node bin/run.js main.ts`. A disk that is full, or a file that cannot be read,
 * is reported in one line; DEBUG=1 prints the stack trace.
 */
try {
  require('./bundle').run(process.argv[2]);
} catch (error) {
  if (error.syscall === undefined || process.env.DEBUG !== undefined) throw error;
  process.stderr.write(`netstack: ${error.message}\n`);
  process.exitCode = 1;
}
