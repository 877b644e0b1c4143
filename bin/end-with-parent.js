'use strict';
/*
 * Preloaded into cdk8s-cli, which leads a process group of its own: when the process that started it ends in whatever
 * way, cdk8s-cli and the app end too. Otherwise they would go on writing beside the next run.
 */
process.on('disconnect', () => process.kill(-process.pid, 'SIGKILL'));
process.channel.unref();
