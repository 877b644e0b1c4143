import { appendFileSync, copyFileSync, existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeLab } from '../lab/describe-lab';
import { HARMFUL_CHANGES } from './harmful-changes';
import { SshOperator } from './operator';
import { proveReturn } from './prove-return';

/** File of the results, one JSON object a line: a run does not repeat what has passed, and begins with what is new. */
const RESULTS = process.env['NETSTACK_RETURNS'] ?? 'build/returns.ndjson';

/** Seconds after which no further change begins. */
const SECONDS = Number(process.env['NETSTACK_RETURNS_SECONDS'] ?? Infinity);

/** `2/3`: the second of three runs at the same time, each with a lab of its own. */
const [PART = 1, PARTS = 1] = (process.env['NETSTACK_RETURNS_PART'] ?? '1/1').split('/').map(Number);

interface Result {
  readonly name: string;
  readonly failure?: string;
}

const results = (existsSync(RESULTS) ? readFileSync(RESULTS, 'utf8') : '')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Result);
const passed = new Set(results.filter(({ failure }) => failure === undefined).map(({ name }) => name));
const failed = new Set(results.map(({ name }) => name));
const left = HARMFUL_CHANGES.filter(
  ({ name }, index) => !passed.has(name) && index % PARTS === PART - 1,
).sort((a, b) => Number(failed.has(a.name)) - Number(failed.has(b.name)));
const start = Date.now();

it('has at least 60 changes, each under its own name', () => {
  expect(new Set(HARMFUL_CHANGES.map(({ name }) => name)).size).toBe(HARMFUL_CHANGES.length);
  expect(HARMFUL_CHANGES.length).toBeGreaterThanOrEqual(60);
});

/** A lab has the name of its profile. */
function profileOfPart(): string {
  const file = join(mkdtempSync(join(tmpdir(), 'netstack-returns-')), `returns-${PART}.yaml`);
  copyFileSync('test/cluster/profiles/returns.yaml', file);
  return file;
}

describeLab('returns', profileOfPart(), { apply: 'kubectl' }, (lab) => {
  let operator: SshOperator;
  beforeAll(async () => {
    operator = await SshOperator.start(lab(), ['s1', 'a1']);
  });
  afterAll(() => operator.stop());

  it.for(left)('$name', async (change, context) => {
    if (Date.now() - start > SECONDS * 1000) context.skip('the time of this batch is over');
    const { name } = change;
    const record = (result: object) => appendFileSync(RESULTS, `${JSON.stringify({ name, ...result })}\n`);
    try {
      const times = await proveReturn(change, lab(), operator);
      console.log(`${name}: old files after ${times.returned} s, verified after ${times.verified} s`);
      record(times);
    } catch (error) {
      record({ failure: String(error) });
      throw error;
    }
  });
});
