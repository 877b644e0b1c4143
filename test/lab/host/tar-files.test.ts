import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readTarFiles } from '../../../src/lab/host/tar-files';
import { emptyFolder } from '../../cli/call';
import { tarEntry } from './tar';

const SIZE = 124;
const TYPE = 156;

function filesOf(...entries: readonly Buffer[]) {
  const path = join(emptyFolder(), 'archive.tar');
  writeFileSync(path, Buffer.concat(entries));
  return readTarFiles(path, ['wanted']);
}

test('a binary size, as of a layer of more than 8 GiB, is read', () => {
  const size = Buffer.from([0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3]);
  const files = filesOf(tarEntry('layer', 'xyz', { [SIZE]: size }), tarEntry('./wanted', 'text'));
  expect(files).toEqual([{ name: 'wanted', text: 'text' }]);
});

test('folders and links have no content, whatever their size field', () => {
  const size = Buffer.from('00000001000\0');
  const folder = tarEntry('blobs/', '', { [SIZE]: size, [TYPE]: Buffer.from('5') });
  const link = tarEntry('layer', '', { [SIZE]: size, [TYPE]: Buffer.from('1') });
  expect(filesOf(folder, link, tarEntry('wanted', 'text'))).toEqual([{ name: 'wanted', text: 'text' }]);
});

test('an archive without the final empty blocks is complete', () => {
  expect(filesOf(tarEntry('wanted', 'text'))).toEqual([{ name: 'wanted', text: 'text' }]);
});

test('a size that is not a number is refused', () => {
  expect(() => filesOf(tarEntry('layer', '', { [SIZE]: Buffer.from('many') }))).toThrow(
    'it is truncated or damaged',
  );
});
