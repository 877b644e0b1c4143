/** A row of Traefik's reference: a table since v3.5, before it a list of `--flag`. */
const TABLE_ROW = /^\| (?:<a [^>]*>)?([^|<\s]+)(?:<\/a>)? \|.*\| ?([^|]*?) ?\|\s*$/;
const LIST_ROW = /^`--([^`]+)`:/;
const LIST_DEFAULT = /\(Default: ```(.*?)```\)/;

/** Arguments that Traefik has and its reference lacks. */
const LACKING = ['configfile text', 'experimental.plugins._name_ flag'];

/** Every argument of a Traefik with the kind of its value: `flag`, `number` or `text`. */
export function readArguments(reference) {
  const rows = reference.includes('\n| ') ? readTable(reference) : readList(reference);
  const all = rows.map(
    ([name, value]) => `${name.replaceAll('<name>', '_name_').replaceAll('[0]', '[n]')} ${kindOf(value)}`,
  );
  return [...new Set([...all, ...LACKING])].sort();
}

function readTable(reference) {
  return reference.split('\n').flatMap((line) => {
    const [, name, value] = TABLE_ROW.exec(line) ?? [];
    return name === undefined || name === 'Field' || name.startsWith(':-') ? [] : [[name, value]];
  });
}

/** The default value is on one of the lines below the flag. */
function readList(reference) {
  const rows = [];
  for (const line of reference.split('\n')) {
    const name = LIST_ROW.exec(line)?.[1];
    if (name !== undefined) rows.push([name, '']);
    const value = LIST_DEFAULT.exec(line)?.[1];
    if (value !== undefined && rows.length > 0) rows.at(-1)[1] = value;
  }
  return rows;
}

function kindOf(value) {
  if (/^(?:true|false)$/.test(value)) return 'flag';
  return /^-?\d+$/.test(value) ? 'number' : 'text';
}
