/**
 * Returns the milliseconds of processor time since the last call: other processes do not count.
 *
 * @param last the processor time from which the first call counts; by default now
 */
export function createClock(last = process.cpuUsage()): () => number {
  let before = last;
  return () => {
    const { user, system } = process.cpuUsage(before);
    before = process.cpuUsage();
    return (user + system) / 1000;
  };
}
