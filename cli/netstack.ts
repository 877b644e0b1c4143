import { run } from './program';

void run(process.argv.slice(2), process).then((status) => {
  process.exitCode = status;
});
