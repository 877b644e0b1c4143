import { createRequire } from 'node:module';
import { resolve } from 'node:path';

/** Loads a script for contributors, which is an untyped module. */
export function loadScript<T>(file: string): T {
  return createRequire(resolve('package.json'))(resolve(file)) as T;
}
