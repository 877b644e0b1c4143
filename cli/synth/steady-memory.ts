import { setFlagsFromString } from 'node:v8';

/**
 * Has the garbage of a long run collected when the heap is half as large again as what is in use. Where a machine has
 * much memory, V8 waits until it is four times as large: ten thousand clusters then take twice the memory of a
 * thousand, and are not faster for it.
 *
 * @see https://nodejs.org/api/v8.html#v8setflagsfromstringflags
 */
export function keepMemorySteady(): void {
  setFlagsFromString('--heap-growing-percent=50');
}
