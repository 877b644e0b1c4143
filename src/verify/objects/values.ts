import { Address, AddressRange, Unreadable } from '../../address';

/** Fields whose values are quantities. */
const AMOUNTS = ['requests', 'limits', 'capacity', 'hard', 'overhead'];
const AMOUNT_KEYS = ['sizeLimit', 'divisor', 'storage', 'averageValue'];

/** Fields of MetalLB and the Gateway API that are durations. */
const DURATION = /(?:Time|Timeout|Interval|Duration|^request|^backendRequest)$/;

/**
 * Fields that the API server omits where they are false or 0. In other fields false differs from an absent value:
 * allowPrivilegeEscalation, autoAssign.
 */
const OMITTED_ZERO_FIELDS = new Set([
  ...['hostIPC', 'hostNetwork', 'hostPID', 'stdin', 'stdinOnce', 'tty', 'readOnly', 'paused'],
  ...['publishNotReadyAddresses', 'minReadySeconds', 'initialDelaySeconds', 'hostPort', 'nodePort'],
]);

/**
 * Whether two scalars mean the same to Kubernetes: the API server normalizes quantities and omits empty values.
 *
 * @param path names of the fields that lead to them, outermost first
 */
export function isSameValue(planned: unknown, found: unknown, path: readonly string[]): boolean {
  if (formatValue(planned) === formatValue(found)) return true;
  const key = path.at(-1) ?? '';
  if (found === undefined || found === null)
    return OMITTED_ZERO_FIELDS.has(key) && (planned === false || planned === 0);
  const [one, other] = [formatScalar(planned), formatScalar(found)];
  if (one === undefined || other === undefined) return false;
  if (isAmount(path)) return areEqual(parseQuantity(one), parseQuantity(other));
  if (DURATION.test(key) && areEqual(parseMilliseconds(one), parseMilliseconds(other))) return true;
  return areEqual(canonicalizeAddresses(one), canonicalizeAddresses(other));
}

/** A value as text. Empty values are `not set`, since the API server omits them. */
export function formatValue(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'not set';
  if (Array.isArray(value) && value.length === 0) return 'not set';
  if (typeof value === 'object' && Object.keys(value).length === 0) return 'not set';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** 1 and "1" are the same quantity or port. */
function formatScalar(value: unknown): string | undefined {
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
 * A quantity in billionths, the resolution of Kubernetes; undefined where the text is no quantity.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function parseQuantity(text: string): bigint | undefined {
  const match = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,2})|([numkMGTPE]|[KMGTPE]i)?)$/.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0', suffix = ''] = match;
  const unit = SUFFIXES[suffix];
  if (unit === undefined) return undefined;
  const power = Number(exponent) - fraction.length;
  const scaled = BigInt(whole + fraction) * unit * 10n ** BigInt(Math.max(0, power));
  const divisor = 10n ** BigInt(Math.max(0, -power));
  // Kubernetes rounds finer values up.
  const value = (scaled + divisor - 1n) / divisor;
  return sign === '-' ? -value : value;
}

const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** A duration such as `1m30s` in milliseconds; undefined where the text is no duration. */
export function parseMilliseconds(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(h|ms|m|s))+$/.test(text)) return undefined;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s)/g)];
  return parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (UNITS[unit] ?? 0), 0);
}

/** An IPv6 address, network or range in its canonical form; undefined for other texts. */
function canonicalizeAddresses(text: string): string | undefined {
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
