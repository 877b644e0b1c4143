import { setFlagsFromString } from 'node:v8';

/**
 * Has garbage collected, while that is awaited, when the heap is a third larger than what is in use. Where a machine
 * has much memory, V8 waits until it is four times as large: ten thousand clusters then take nearly twice the memory of
 * a thousand. Settings are as before at the end: what V8 has compiled is kept then, and is of use only to a process
 * that starts with the same ones.
 *
 * @see https://nodejs.org/api/v8.html#v8setflagsfromstringflags
 */
export async function withSteadyMemory<T>(run: () => Promise<T>): Promise<T> {
  growHeapBy(30);
  try {
    return await run();
  } finally {
    growHeapBy(V8_DECIDES);
  }
}

const V8_DECIDES = 0;

function growHeapBy(percent: number): void {
  setFlagsFromString(`--heap-growing-percent=${percent}`);
}
