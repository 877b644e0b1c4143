import * as z from 'zod';
import { list } from './scalars';
import { strictObject } from './strict-object';

const word = z.union([z.string(), z.number(), z.boolean()]);

/** Further keys of k3s's own configuration file, as k3s names them. */
export const extraFlags = z.record(z.string(), z.union([word, list(word)]));

export const k3s = strictObject(() => ({
  extra: extraFlags
    .default({})
    .describe(
      "Further keys of k3s's configuration, verbatim, for every node whose role has the key. No key that another one of the profile decides, and no secret.",
    )
    .meta({ examples: ['{ write-kubeconfig-mode: "0644" }'] }),
})).describe('k3s itself.');
