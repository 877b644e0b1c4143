import { copyFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from './renderers/renderer';
import { emptyFolder } from './workplace';

/** This project with other profiles: the same scripts, sources and packages. */
export function projectWith(profiles: string, folder: string): Command {
  emptyFolder(folder);
  for (const file of ['package.json', 'cdk8s.yaml']) copyFileSync(file, join(folder, file));
  for (const name of ['bin', 'node_modules']) symlinkSync(resolve(name), join(folder, name));
  symlinkSync(profiles, join(folder, 'profiles'));
  return runSynth(folder);
}

/** A project with the same CLI whose app does nothing but make the folder that the CLI asks for. */
export function emptyProject(folder: string): Command {
  emptyFolder(folder);
  const project = { private: true, scripts: { synth: 'cdk8s synth --check-upgrade=false' } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(project));
  writeFileSync(join(folder, 'cdk8s.yaml'), 'language: typescript\napp: node app.js\n');
  writeFileSync(join(folder, 'app.js'), "require('node:fs').mkdirSync('dist', { recursive: true });\n");
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  return runSynth(folder);
}

function runSynth(cwd: string): Command {
  return { program: 'npm', args: ['run', 'synth'], cwd };
}
