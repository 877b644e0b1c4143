import * as z from 'zod';
import { list, text } from './scalars';
import { strictObject } from './strict-object';

const pointer = text(/^(?:\/(?:[^~]|~[01])*)?$/, 'a JSON pointer: "/" in front of each key', {
  description: 'A JSON pointer (RFC 6901).',
  examples: ['/spec/template/spec/hostNetwork'],
});

/** @see https://datatracker.ietf.org/doc/html/rfc6902 */
const operation = strictObject(() => ({
  op: z.enum(['add', 'remove', 'replace', 'move', 'copy', 'test']).describe('What happens at the path.'),
  path: pointer,
  from: pointer.optional().describe('move and copy: where the value is.'),
  value: z.unknown().optional().describe('add, replace and test: the value.'),
}));

export const patch = strictObject(() => ({
  target: strictObject(() => ({
    kind: text(/^[A-Z][A-Za-z0-9]*$/, 'a kind of Kubernetes', {
      description: 'Its kind.',
      examples: ['Deployment'],
    }),
    name: z
      .string()
      .min(1)
      .describe('Its name.')
      .meta({ examples: ['traefik'] }),
    namespace: z
      .string()
      .min(1)
      .optional()
      .describe('Its namespace. Needed where several objects have the kind and the name.'),
  })).describe('The object.'),
  strategicMerge: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('Strategic merge patch: a part of the object; null removes a key.'),
  jsonPatch: list(operation).min(1).optional().describe('JSON patch (RFC 6902): operations, in order.'),
})).describe('A change of one object that is rendered: strategicMerge or jsonPatch.');

export const manifestFile = text(/^[^\0]+\.ya?ml$/, 'the path of a YAML file', {
  description: 'A YAML file, its path from the folder of the profile.',
  examples: ['manifests/middlewares.yaml'],
});
