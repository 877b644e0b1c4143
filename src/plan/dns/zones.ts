import { Address, Cidr } from '../../address';

/** Whether a name is the zone's own or below it. */
export function isWithin(name: string, zone: string): boolean {
  return name === zone || name.endsWith(`.${zone}`);
}

/** The zones of reverse look-ups, and how many bits each label stands for. */
const REVERSE = [
  { suffix: 'in-addr.arpa', family: 4, bits: 8, label: /^(?:0|[1-9]\d{0,2})$/, radix: 10 },
  { suffix: 'ip6.arpa', family: 6, bits: 4, label: /^[0-9a-f]$/, radix: 16 },
] as const;

/** The addresses whose reverse look-ups are in a zone: `0.10.in-addr.arpa` is 10.0.0.0/16. */
export function reverseZoneCidr(zone: string): Cidr | undefined {
  for (const { suffix, family, bits, label, radix } of REVERSE) {
    if (!isWithin(zone, suffix)) continue;
    const labels = zone.slice(0, -suffix.length).split('.').filter(Boolean).reverse();
    const length = labels.length * bits;
    const width = family === 4 ? 32 : 128;
    if (length > width || !labels.every((one) => label.test(one))) return undefined;
    const parts = labels.map((one) => BigInt(parseInt(one, radix)));
    if (parts.some((part) => part >= 1n << BigInt(bits))) return undefined;
    const value = parts.reduce((sum, part) => (sum << BigInt(bits)) | part, 0n);
    return new Cidr(new Address(family, value << BigInt(width - length)), length);
  }
  return undefined;
}
