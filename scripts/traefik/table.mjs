/** Rows of several versions as one table: each row once, with the first and the last version that have it. */
export function joinTable(byVersion) {
  const versions = byVersion.map(([version]) => version);
  const rows = [...new Set(byVersion.flatMap(([, own]) => own))].sort();
  const spans = rows.flatMap((row) =>
    spansOf(byVersion.map(([, own]) => own.includes(row))).map((span) => `${row}${span}`),
  );
  return { versions, rows: spans };
}

/** ` first-last` of each run of versions; nothing where all versions have the row. */
function spansOf(has) {
  if (has.every(Boolean)) return [''];
  const firsts = has.flatMap((one, index) => (one && !has[index - 1] ? [index] : []));
  return firsts.map((first) => {
    const after = has.indexOf(false, first);
    return ` ${first}-${after === -1 ? has.length - 1 : after - 1}`;
  });
}

/** The rows of each version. */
export function splitTable({ versions, rows }) {
  const parsed = rows.map((row) => /^(.*?)(?: (\d+)-(\d+))?$/.exec(row));
  return new Map(
    versions.map((version, index) => [
      version,
      parsed
        .filter(
          ([, , first, last]) => first === undefined || (Number(first) <= index && index <= Number(last)),
        )
        .map(([, row]) => row),
    ]),
  );
}
