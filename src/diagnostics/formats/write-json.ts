/** Characters that JSON does not escape and a terminal may interpret: DEL, Latin-1 controls, direction marks. */
const RAW = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** A value as indented JSON of printable characters; every parser reads the same value. */
export function writeJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2).replace(RAW, escapeCharacter)}\n`;
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
