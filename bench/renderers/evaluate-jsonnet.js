// What the program `jsonnet --multi <folder> <file>` does, by the library.
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');

const [library, option, folder, file] = process.argv.slice(2);
if (option !== '--multi') throw new Error('evaluate-jsonnet.js <library> --multi <folder> <file>');
const { Jsonnet } = require(library);

new Jsonnet().evaluateFileMulti(file).then((files) => {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
});
