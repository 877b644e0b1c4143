import * as z from 'zod';

/**
 * A map with some keys and no others. The schemas of its keys are created when a profile has the map, or when the whole
 * schema is printed: most profiles have a quarter of all maps, and creating all takes a third of `netstack validate`.
 */
export function strictObject<S extends z.core.$ZodLooseShape>(
  create: () => S,
): z.ZodObject<S, z.core.$strict> {
  let shape: S | undefined;
  return new z.ZodObject({
    type: 'object',
    get shape() {
      return (shape ??= create());
    },
    catchall: z.never(),
  }) as z.ZodObject<S, z.core.$strict>;
}
