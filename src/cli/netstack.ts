import { ignoreClosedPipes } from './closed-pipes';
import { run } from './program';

ignoreClosedPipes(process);

void run(process.argv.slice(2), process).then((status) => {
  process.exitCode = status;
});
