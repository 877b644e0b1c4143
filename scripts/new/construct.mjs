/** `npm run new:construct <component>`: a construct with its props, its test and its export. */
import { readFileSync } from 'node:fs';
import { pascalCase, refuse, writeFormatted, writeNew } from './files.mjs';

const [id = ''] = process.argv.slice(2);
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) {
  refuse('usage: npm run new:construct <component>\nA component is in kebab case: "node-local-dns".');
}
const name = pascalCase(id);
const folder = `constructs/${id}`;

const PROPS = `/** Options of ${name}. */
export interface ${name}Props {
  /** Namespace of its objects. */
  readonly namespace: string;
  /**
   * Labels of every object, besides the project's own.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
}
`;

const CONSTRUCT = `import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { labels } from '../labels';
import type { ${name}Props } from './${id}-props';

/** What it installs, and what that does for the network. */
export class ${name} extends Construct {
  public readonly serviceAccount: k8s.KubeServiceAccount;

  constructor(scope: Construct, id: string, props: ${name}Props) {
    super(scope, id);
    this.serviceAccount = this.createServiceAccount(props);
  }

  private createServiceAccount({ namespace, labels: own = {} }: ${name}Props): k8s.KubeServiceAccount {
    return new k8s.KubeServiceAccount(this, 'service-account', {
      metadata: { name: '${id}', namespace, labels: { ...labels({ name: '${id}' }), ...own } },
      automountServiceAccountToken: false,
    });
  }
}
`;

const TEST = `import { Testing } from 'cdk8s';
import { expect, test } from 'vitest';
import type { ${name}Props } from '../../../constructs/${id}';
import { ${name} } from '../../../constructs/${id}';

function synth(props: ${name}Props): unknown[] {
  const chart = Testing.chart();
  new ${name}(chart, '${id}', props);
  return Testing.synth(chart) as unknown[];
}

test('every prop reaches the manifest', () => {
  const props: Required<${name}Props> = { namespace: 'network', labels: { team: 'edge' } };
  expect(synth(props)).toMatchObject([
    { kind: 'ServiceAccount', metadata: { name: '${id}', namespace: 'network', labels: { team: 'edge' } } },
  ]);
});
`;

const test = `test/constructs/${id}/${id}.test.ts`;
await writeNew({
  [`${folder}/${id}-props.ts`]: PROPS,
  [`${folder}/${id}.ts`]: CONSTRUCT,
  [`${folder}/index.ts`]: `export * from './${id}';\nexport * from './${id}-props';\n`,
  [test]: TEST,
});

const index = 'constructs/index.ts';
const lines = readFileSync(index, 'utf8').trimEnd().split('\n');
const exported = [...lines, `export * from './${id}';`].sort((a, b) => (moduleOf(a) < moduleOf(b) ? -1 : 1));
await writeFormatted(index, `${exported.join('\n')}\n`);

function moduleOf(line) {
  return /from '(.*)'/.exec(line)?.[1] ?? line;
}

console.log(`
1. Write the props in ${folder}/${id}-props.ts: shape, unit, range, @default, @see.
2. Build the objects in ${folder}/${id}.ts, one function per object.
3. Assert each prop in ${test}.
4. Run "npm run test:unit -- test/constructs/${id}".`);
