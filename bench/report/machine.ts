import { cpus, release, totalmem } from 'node:os';

/** The machine, in one line. */
export function machine(): string {
  const [cpu] = cpus();
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} cores of ${cpu?.model.trim()}, ${gibibytes} GiB, Linux ${release()}, Node ${process.version}`;
}
