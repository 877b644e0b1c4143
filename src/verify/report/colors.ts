import type { createColors } from 'picocolors';

/** The colors of a terminal, or none. */
export type Colors = ReturnType<typeof createColors>;
