'use strict';
/**
 * What the bundled `yaml` sees of `process`. It asks the environment whether to log each token that it reads, and the
 * environment is slow to answer: a tenth of the time that reading takes.
 */
module.exports = { env: {}, emitWarning: (warning) => process.emitWarning(warning) };
