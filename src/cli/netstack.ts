import { ignoreClosedPipes } from './closed-pipes';
import { run } from './program';

ignoreClosedPipes(process, () => {
  process.exitCode = 1;
});

void run(process.argv.slice(2), process).then((status) => {
  process.exitCode ||= status;
});
