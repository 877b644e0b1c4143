'use strict';
/*
 * Stack traces that name the sources. Node's --enable-source-maps covers only code that Node's own loader has compiled;
 * bundle.js compiles a bundle itself.
 */
const { readFileSync } = require('node:fs');
const { SourceMap } = require('node:module');
const path = require('node:path');

/** Maps the frames of a bundle from now on. Its map is read when the first stack trace is printed. */
function mapStackTraces(bundle) {
  let map;
  Error.prepareStackTrace = (error, frames) => {
    map ??= readMap(`${bundle}.map`);
    return [String(error), ...frames.map((frame) => `    at ${describeFrame(frame, bundle, map)}`)].join(
      '\n',
    );
  };
}

/** The source map of a file; one that maps nothing where it is missing or damaged. */
function readMap(file) {
  try {
    return new SourceMap(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { findEntry: () => ({}) };
  }
}

function describeFrame(frame, bundle, map) {
  if (frame.getFileName() !== bundle) return String(frame);
  const line = frame.getLineNumber();
  const column = frame.getColumnNumber();
  const { originalSource, originalLine, originalColumn } = map.findEntry(line - 1, column - 1);
  if (originalSource === undefined) return String(frame);
  const source = path.resolve(path.dirname(bundle), originalSource);
  const original = `${source}:${originalLine + 1}:${originalColumn + 1}`;
  return String(frame).replace(`${bundle}:${line}:${column}`, () => original);
}

module.exports = { mapStackTraces };
