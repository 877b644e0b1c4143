import type { Address, AddressRange, Cidr } from '../../address';

/** Values of the domain, which are immutable themselves. */
type Atom = string | number | bigint | boolean | undefined | Address | AddressRange | Cidr;

/** A value of the profile as the plan has it: readonly in every depth. */
export type Immutable<T> = unknown extends T
  ? T
  : T extends Atom
    ? T
    : T extends readonly (infer E)[]
      ? readonly Immutable<E>[]
      : { readonly [K in keyof T]: Immutable<T[K]> };

/** A part of the profile with what the plan adds to it, or has instead. */
export type Derived<P, Own> = Immutable<Omit<P, keyof Own>> & Own;
