import { mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createClock } from './processor-clock';

/**
 * One cluster in a process of its own, stage by stage, as code that runs for the first time. Prints the processor time of
 * each stage in milliseconds.
 */
const [profile = '', folder = ''] = process.argv.slice(3);
const stages: Record<string, number> = {};
const clock = createClock({ user: 0, system: 0 });

function end(stage: string): void {
  stages[stage] = clock();
}

async function main(): Promise<void> {
  end('start of Node, and reading this bundle and its compiled code');
  const content = readFileSync(profile, 'utf8');
  const { parse } = await import('yaml');
  end('evaluating the YAML library');
  parse(content);
  end('floor: a bare YAML parse of the profile');
  const { loadProfile } = await import('../src/plan/load-profile.js');
  end('evaluating profile, schema and plan');
  const { plan, source } = loadProfile(profile, content);
  end('parsing with positions, schema and plan');
  const { checkPlan } = await import('../src/rules/check-plan.js');
  end('evaluating the rules');
  if (plan === undefined) throw new Error(`${profile} has errors`);
  checkPlan(plan, source);
  end('rules');
  const { ChartCache } = await import('../src/synth/chart-cache.js');
  const { renderCluster } = await import('../src/synth/cluster-files.js');
  end('evaluating cdk8s, constructs and charts');
  const { files } = renderCluster(plan, new ChartCache());
  end('charts and YAML');
  for (const [name, text] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  end('writing the files');
  const descriptor = openSync(join(folder, 'all'), 'w');
  writeSync(descriptor, [...files.values()].join(''));
  end('floor: the same bytes by one write(2)');
  console.log(JSON.stringify(stages));
}

void main();
