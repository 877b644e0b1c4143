/** What a client asks. */
export interface NameQuery {
  /** In lower case and without the final dot. */
  readonly name: string;
  readonly type: 'A' | 'AAAA' | 'PTR';
}

/** Whether a zone of a plugin covers the name; `.` covers every name. */
export function covers(zone: string, { name }: NameQuery): boolean {
  const plain = zone.toLowerCase().replace(/\.$/, '');
  return plain === '' || name === plain || name.endsWith(`.${plain}`);
}

/** Whether one of a plugin's zones covers the name. */
export function coversAny(zones: readonly string[], query: NameQuery): boolean {
  return zones.some((zone) => covers(zone, query));
}

/** Whether a type of a plugin's line is that of the query; `ANY` is each type. */
export function isType(text: string, { type }: NameQuery): boolean {
  return ['ANY', type].includes(text.toUpperCase());
}
