/**
 * The number of generated inputs that a test tries. `npm test` tries an eighth of them; CI tries all, with
 * `NETSTACK_SAMPLES=all`.
 *
 * @param all how many are tried for a release
 * @param least how many are needed to see every kind
 */
export function sampleSize(all: number, least = 1): number {
  return process.env.NETSTACK_SAMPLES === 'all' ? all : Math.max(least, Math.ceil(all / 8));
}
