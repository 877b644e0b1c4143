import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { buildGoTool, HAS_GO } from './go-tool';

const WORKFLOWS = '.github/workflows';
const FORMS = '.github/ISSUE_TEMPLATE';

test.skipIf(!HAS_GO)(
  'actionlint accepts every workflow',
  () => {
    const actionlint = buildGoTool('github.com/rhysd/actionlint/cmd/actionlint');
    const files = readdirSync(WORKFLOWS).map((file) => `${WORKFLOWS}/${file}`);
    const { status, stdout } = spawnSync(actionlint, ['-no-color', ...files], { encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  },
  300_000,
);

describe('workflows', () => {
  test.each(readdirSync(WORKFLOWS))(
    '%s names the version of each action, and may only read by default',
    (file) => {
      const text = readFileSync(`${WORKFLOWS}/${file}`, 'utf8');
      for (const [, action] of text.matchAll(/uses: (\S+)/g)) expect(action).toMatch(/@(v\d+|[0-9a-f]{40})$/);
      expect((parse(text) as { permissions: unknown }).permissions).toEqual({ contents: 'read' });
    },
  );
});

describe('issue forms', () => {
  const forms = readdirSync(FORMS).filter((file) => file !== 'config.yml');

  test.each(forms)('%s has a name, a description and fields with unique IDs', (file) => {
    const form = parse(readFileSync(`${FORMS}/${file}`, 'utf8')) as {
      name: string;
      description: string;
      body: { type: string; id?: string; attributes: { label?: string; value?: string } }[];
    };
    expect(form.name && form.description).toBeTruthy();
    const ids = form.body.flatMap(({ id }) => id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { type, attributes } of form.body) {
      expect(['markdown', 'input', 'textarea', 'dropdown', 'checkboxes']).toContain(type);
      expect(type === 'markdown' ? attributes.value : attributes.label).toBeTruthy();
    }
  });

  test('a report contains the profile and the JSON output of validate', () => {
    const text = readFileSync(`${FORMS}/bug.yml`, 'utf8');
    expect(text).toContain('validate --format json');
    expect(text).toMatch(/id: profile\n/);
  });
});
