/** A tar archive of files, by their names. */
export function tar(files: Readonly<Record<string, string>>): Buffer {
  const entries = Object.entries(files).map(([name, text]) => tarEntry(name, text));
  return Buffer.concat([...entries, Buffer.alloc(1024)]);
}

/**
 * One file of an archive.
 *
 * @param fields of its header in place of the usual ones, by where they begin
 */
export function tarEntry(name: string, text: string, fields: Readonly<Record<number, Buffer>> = {}): Buffer {
  const content = Buffer.from(text);
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
  for (const [offset, bytes] of Object.entries(fields)) bytes.copy(header, Number(offset));
  header.fill(' ', 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0`, 148);
  return Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}
