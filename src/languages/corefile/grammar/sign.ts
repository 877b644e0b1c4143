import { FILE, TEXT } from '../kinds/values';
import { ZONE } from '../kinds/zones';
import type { ArgumentList, CorefileLine, PluginGrammar } from '../plugin-grammar';
import type { CorefileProblem } from '../problem';
import { createRefusal } from '../problem';
import { exactly } from './argument-lists';
import { checkKeySource } from './key-source';

const checkFile = checkKeySource('file');

/** `key file Khome.arpa.+013+26205` */
const KEY: ArgumentList = {
  kinds: [TEXT],
  min: 1,
  rest: FILE,
  reader: 'line',
  surplus: 'refused',
  check(line, context) {
    const unsupported = checkDirectory(line);
    return unsupported.length > 0 ? unsupported : checkFile(line, context);
  },
};

function checkDirectory({ args: [source] }: CorefileLine): readonly CorefileProblem[] {
  return source?.text === 'directory'
    ? [
        createRefusal(
          source,
          'CoreDNS does not read keys from a directory yet',
          'Write "file" and the names of the keys.',
        ),
      ]
    : [];
}

/** @see https://coredns.io/plugins/sign/ */
export const sign: PluginGrammar = {
  name: 'sign',
  example: 'sign /etc/coredns/custom/home.arpa.db home.arpa {',
  repeated: 'added',
  args: { kinds: [FILE], min: 1, rest: ZONE, reader: 'line', surplus: 'refused' },
  braces: { options: { key: KEY, directory: exactly(FILE) } },
};
