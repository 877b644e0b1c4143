/**
 * Runs npm scripts at the same time: `node scripts/at-once.mjs <script>... [-- <arguments of the first script>]`.
 *
 * The first script prints as it runs. The output of each other one is printed when that script has exited, so that two
 * outputs never mix. The exit status is 1 if any script failed.
 */
import { spawn } from 'node:child_process';

const [scripts, extra] = splitArguments(process.argv.slice(2));
const started = Date.now();
const failed = (await Promise.all(scripts.map(runScript))).filter((script) => script !== undefined);
if (failed.length > 0) console.error(`failed: ${failed.join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;

function splitArguments(words) {
  const end = words.indexOf('--');
  return end < 0 ? [words, []] : [words.slice(0, end), words.slice(end)];
}

/** Runs one script and resolves to its name if it failed. */
function runScript(script, index) {
  const first = index === 0;
  const args = ['run', '--silent', script, ...(first ? extra : [])];
  return new Promise((resolve) => {
    const child = spawn('npm', args, {
      stdio: first ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    });
    const output = [];
    child.stdout?.on('data', (chunk) => output.push(chunk));
    child.stderr?.on('data', (chunk) => output.push(chunk));
    child.on('close', (status) => {
      const seconds = ((Date.now() - started) / 1000).toFixed(0);
      const text = Buffer.concat(output).toString();
      if (status !== 0) process.stderr.write(text);
      console.error(`${script}: ${status === 0 ? 'passed' : 'FAILED'} after ${seconds} s`);
      resolve(status === 0 ? undefined : script);
    });
  });
}
