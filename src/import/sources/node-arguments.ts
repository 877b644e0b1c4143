import { isMap } from '../observed/fields';
import type { NodeReading, ObservedObject } from '../observed/observed-network';
import { readEnvironment, parseCommandLine } from './command-line';

/** Where k3s keeps, on its own Node object, what it was started with. */
const ARGUMENTS = 'k3s.io/node-args';
const ENVIRONMENT = 'k3s.io/node-env';

/** What a Node object has of the way in which its k3s was started; undefined where k3s noted nothing. */
export function readNodeArguments(node: ObservedObject): NodeReading | undefined {
  const words = parseJson(node.annotation(ARGUMENTS));
  if (!Array.isArray(words)) return undefined;
  const origin = { source: `${node.title}, annotation ${ARGUMENTS}` };
  const { role, settings } = parseCommandLine(words.map(String), origin, true);
  const variables = parseJson(node.annotation(ENVIRONMENT));
  const environment = isMap(variables)
    ? readEnvironment(Object.fromEntries(Object.entries(variables).map(([key, one]) => [key, String(one)])), {
        source: `${node.title}, annotation ${ENVIRONMENT}`,
      })
    : [];
  return {
    label: node.name,
    settings: [...environment, ...settings],
    origin,
    ...(role !== undefined && { role }),
  };
}

function parseJson(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
