import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';

/** Runs the check as a given Node would. */
function checkOn(node: string): { readonly stderr: string; readonly status?: number } {
  const outcome: { stderr: string; status?: number } = { stderr: '' };
  const process = {
    versions: { node },
    stderr: { write: (text: string) => (outcome.stderr += text) },
    exit: (status: number) => (outcome.status = status),
  };
  runInNewContext(readFileSync('bin/check-node.js', 'utf8'), { process });
  return outcome;
}

describe('a Node that is too old prints one line and exits with 1', () => {
  test.each(['0.10.48', '8.17.0', '12.22.12', '18.20.8', '20.18.3'])('%s', (node) => {
    expect(checkOn(node)).toEqual({
      stderr: `netstack: needs Node 20.19 or newer; this is Node ${node}\n`,
      status: 1,
    });
  });
});

test.each(['20.19.0', '20.20.2', '21.0.0', '22.1.0', '24.0.0'])('Node %s passes', (node) => {
  expect(checkOn(node)).toEqual({ stderr: '' });
});

test.each(['netstack', 'synth'])('bin/%s.js checks before it requires anything else', (name) => {
  const code = readFileSync(`bin/${name}.js`, 'utf8').replace(/^#!.*\n/, '');
  expect(code).toMatch(/^'use strict';\nrequire\('\.\/check-node'\);\n/);
});

test('the check requires what package.json does', () => {
  const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { node: string } };
  expect(engines.node).toBe('>=20.19');
});
