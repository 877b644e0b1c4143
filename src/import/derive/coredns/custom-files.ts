import { readSnippet } from '../../../languages/corefile';
import type { Words } from './corefile-words';
import { formatDirectives, formatServerBlock, toWords } from './corefile-words';
import type { ForwardValues, RewriteValues } from './recognize';
import { recognizeForward, recognizeRewrite } from './recognize';
import type { ZoneValues } from './recognize-zone';
import { NODE_RESOLVERS, recognizeZone } from './recognize-zone';

/** What an `.override` file adds to the block of `.`. */
export interface OverrideValues {
  readonly log: boolean;
  readonly rewrite: readonly RewriteValues[];
  readonly upstream?: ForwardValues;
}

/** One file of `coredns-custom`: in the profile's words where it has them, else raw. */
export interface CustomFile {
  readonly name: string;
  readonly text: string;
  readonly override?: OverrideValues;
  readonly zones?: readonly ZoneValues[];
}

/** Name of the file that k3s-netstack writes for everything that belongs into the block of `.`. */
const OWN_OVERRIDE = 'netstack.override';

/**
 * Reads one file.
 *
 * @param isOurs whether k3s-netstack wrote the ConfigMap: then a file that it would name or write otherwise is a snippet
 * @param upstream where names outside of all zones are asked
 */
export function readCustomFile(
  name: string,
  text: string,
  isOurs: boolean,
  upstream: ForwardValues = NODE_RESOLVERS,
): CustomFile {
  const file = { name, text };
  if (name.endsWith('.override')) {
    const { directives, named, problems } = readSnippet(text, 'override');
    const words = directives.map(toWords);
    const override = problems.length > 0 || named.length > 0 ? undefined : recognizeOverride(words);
    const isExact = name === OWN_OVERRIDE && formatDirectives(words) === text;
    return override === undefined || (isOurs && !isExact) ? file : { ...file, override };
  }
  if (!name.endsWith('.server')) return file;
  const { blocks, named, problems } = readSnippet(text, 'server');
  if (problems.length > 0 || named.length > 0) return file;
  const zones: ZoneValues[] = [];
  for (const { keys, directives } of blocks) {
    const words = directives.map(toWords);
    const texts = keys.map((key) => key.text);
    const zone = recognizeZone(texts, words, upstream, !isOurs || name === 'hosts.server');
    if (zone === undefined) return file;
    const isExact =
      blocks.length === 1 && name === nameFile(zone) && formatServerBlock(texts, words) === text;
    if (isOurs && !isExact) return file;
    zones.push(zone);
  }
  return zones.length === 0 ? file : { ...file, zones };
}

function nameFile(zone: ZoneValues): string {
  return zone.kind === 'hosts' ? 'hosts.server' : `${zone.zone.replace(/[^-._a-z0-9]/g, '-')}.server`;
}

function recognizeOverride(directives: readonly Words[]): OverrideValues | undefined {
  const named = (name: string) => directives.filter((one) => one.name === name);
  const [logs, forwards] = [named('log'), named('forward')];
  const rewrite = named('rewrite').map(recognizeRewrite);
  if (directives.length !== logs.length + forwards.length + rewrite.length || directives.length === 0)
    return undefined;
  if (logs.length > 1 || forwards.length > 1) return undefined;
  if (logs.some(({ args, block }) => args.length > 0 || block.length > 0)) return undefined;
  const [upstream] = forwards.map(recognizeForward);
  if (forwards.length > 0 && upstream === undefined) return undefined;
  if (rewrite.some((rule) => rule === undefined)) return undefined;
  return { log: logs.length > 0, rewrite: rewrite as RewriteValues[], ...(upstream && { upstream }) };
}
