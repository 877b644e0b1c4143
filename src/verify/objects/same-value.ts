import { Address, AddressRange, Unreadable } from '../../address';

/** Where the API server keeps amounts as quantities. */
const AMOUNTS = ['requests', 'limits', 'capacity', 'hard', 'overhead'];
const AMOUNT_KEYS = ['sizeLimit', 'divisor', 'storage', 'averageValue'];

/** Fields of MetalLB and the Gateway API that are durations, besides those whose name ends so. */
const DURATION = /(?:Time|Timeout|Interval|Duration|^request|^backendRequest)$/;

/**
 * Fields that Kubernetes leaves out where they are false or 0, since that is what they are without being written. Of
 * other fields false is something else than nothing: allowPrivilegeEscalation, autoAssign.
 */
const LEFT_OUT_WHERE_ZERO = new Set([
  ...['hostIPC', 'hostNetwork', 'hostPID', 'stdin', 'stdinOnce', 'tty', 'readOnly', 'paused'],
  ...['publishNotReadyAddresses', 'minReadySeconds', 'initialDelaySeconds', 'hostPort', 'nodePort'],
]);

/**
 * Whether two values without fields of their own are the same to Kubernetes, however they are written: the API server
 * writes quantities in its own way, and leaves out what is empty.
 *
 * @param path names of the fields that lead to them, the nearest last
 */
export function isSameValue(planned: unknown, found: unknown, path: readonly string[]): boolean {
  if (valueText(planned) === valueText(found)) return true;
  const key = path.at(-1) ?? '';
  if (found === undefined || found === null)
    return LEFT_OUT_WHERE_ZERO.has(key) && (planned === false || planned === 0);
  const [one, other] = [scalarText(planned), scalarText(found)];
  if (one === undefined || other === undefined) return false;
  if (isAmount(path)) return areEqual(quantity(one), quantity(other));
  if (DURATION.test(key) && areEqual(milliseconds(one), milliseconds(other))) return true;
  return areEqual(addressesText(one), addressesText(other));
}

/** A value as it is told. What is empty the API server leaves out. */
export function valueText(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'nothing';
  if (Array.isArray(value) && value.length === 0) return 'nothing';
  if (typeof value === 'object' && Object.keys(value).length === 0) return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** YAML's 1 and "1" are one where a quantity or a port is meant. */
function scalarText(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function isAmount(path: readonly string[]): boolean {
  return AMOUNTS.includes(path.at(-2) ?? '') || AMOUNT_KEYS.includes(path.at(-1) ?? '');
}

function areEqual<T>(one: T | undefined, other: T | undefined): boolean {
  return one !== undefined && one === other;
}

const SUFFIXES: Readonly<Record<string, bigint>> = {
  ...{ n: 1n, u: 10n ** 3n, m: 10n ** 6n, '': 10n ** 9n, k: 10n ** 12n, M: 10n ** 15n, G: 10n ** 18n },
  ...{ T: 10n ** 21n, P: 10n ** 24n, E: 10n ** 27n },
  ...{ Ki: 2n ** 10n * 10n ** 9n, Mi: 2n ** 20n * 10n ** 9n, Gi: 2n ** 30n * 10n ** 9n },
  ...{ Ti: 2n ** 40n * 10n ** 9n, Pi: 2n ** 50n * 10n ** 9n, Ei: 2n ** 60n * 10n ** 9n },
};

/**
 * A quantity in billionths, the finest that Kubernetes keeps; undefined where it is none.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function quantity(text: string): bigint | undefined {
  const match = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,2})|([numkMGTPE]|[KMGTPE]i)?)$/.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0', suffix = ''] = match;
  const unit = SUFFIXES[suffix];
  if (unit === undefined) return undefined;
  const power = Number(exponent) - fraction.length;
  const scaled = BigInt(whole + fraction) * unit * 10n ** BigInt(Math.max(0, power));
  const divisor = 10n ** BigInt(Math.max(0, -power));
  // What is finer than it keeps is rounded up.
  const value = (scaled + divisor - 1n) / divisor;
  return sign === '-' ? -value : value;
}

const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** A duration such as `1m30s`; undefined where it is none. */
export function milliseconds(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(h|ms|m|s))+$/.test(text)) return undefined;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s)/g)];
  return parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (UNITS[unit] ?? 0), 0);
}

/** An address, a network or a range in its one spelling: IPv6 has many. */
function addressesText(text: string): string | undefined {
  if (!text.includes(':')) return undefined;
  const address = Address.find(text);
  if (address !== undefined) return address.toString();
  try {
    const { family, first, last } = AddressRange.parse(text);
    return `${family}:${first}-${last}`;
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}
