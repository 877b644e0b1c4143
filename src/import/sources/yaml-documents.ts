import type { Document, Tags } from 'yaml';
import { LineCounter, isNode, parseAllDocuments } from 'yaml';
import type { LineOf } from '../observed/fields';

/** One document of a YAML text, as plain values. */
export interface YamlDocument {
  readonly value: unknown;
  readonly lineOf: LineOf;
}

/** A text that is not YAML. */
export class NotYaml extends Error {
  constructor(
    message: string,
    readonly line: number,
  ) {
    super(message);
  }
}

/** Documents that k3s and Kubernetes read have more aliases than this only by mistake. */
const MAX_ALIASES = 100;

/**
 * Reads YAML as k3s and Kubernetes do: version 1.1, in which `off` is a boolean, without its times and dates.
 *
 * @throws NotYaml
 */
export function parseYamlDocuments(text: string): readonly YamlDocument[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    version: '1.1',
    customTags: dropTimes,
    lineCounter: lines,
    uniqueKeys: false,
    merge: true,
  });
  if (!Array.isArray(documents)) return [];
  return documents.map((document) => readDocument(document, lines));
}

function readDocument(document: Document.Parsed, lines: LineCounter): YamlDocument {
  const [problem] = document.errors;
  if (problem !== undefined) {
    const [sentence = ''] = problem.message.split('\n');
    throw new NotYaml(sentence.replace(/ at line \d+.*$/, ''), lines.linePos(problem.pos[0]).line);
  }
  return {
    value: toValue(document),
    lineOf: (path) => {
      const node = path.length === 0 ? document.contents : document.getIn(path, true);
      return isNode(node) && node.range ? lines.linePos(node.range[0]).line : undefined;
    },
  };
}

function toValue(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES }) as unknown;
  } catch (error) {
    throw new NotYaml(error instanceof Error ? error.message : 'it cannot be read', 1);
  }
}

/** k3s's parser has neither `22:30` as a number nor timestamps. */
function dropTimes(tags: Tags): Tags {
  return tags.filter(
    (tag) =>
      typeof tag === 'string' ||
      (!('format' in tag && tag.format === 'TIME') && tag.tag !== 'tag:yaml.org,2002:timestamp'),
  );
}
