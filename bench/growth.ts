/** A number of clusters and what they took. */
export interface Point {
  readonly n: number;
  readonly seconds: number;
}

/**
 * What one more cluster costs between the larger sizes, by what it costs between the smaller ones: 1 where time grows
 * as the number of clusters does, 5 where it grows as the square from 1 over 100 to 400.
 */
export function growth(smallest: Point, middle: Point, largest: Point): number {
  return slope(middle, largest) / slope(smallest, middle);
}

function slope(from: Point, to: Point): number {
  return (to.seconds - from.seconds) / (to.n - from.n);
}
