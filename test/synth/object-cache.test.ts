import { ApiObject, App, Chart, JsonPatch, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { describe, expect, it } from 'vitest';
import { ObjectCache } from '../../synth/object-cache';

const PROPS = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'one' }, data: { key: 'value' } };

function made(make: (chart: Chart) => ApiObject): ApiObject {
  return make(new Chart(new App(), 'chart'));
}

const plain = (value = 'value') =>
  made((chart) => new ApiObject(chart, 'one', { ...PROPS, data: { key: value } }));

describe('ObjectCache', () => {
  it('writes an object once, and gives the same again for an equal one', () => {
    const cache = new ObjectCache();
    expect(cache.render(plain())).toBe(cache.render(plain()));
    expect(cache.render(plain()).object).toEqual(plain().toJson());
  });

  it('tells objects apart by what they say, and by what was added to them', () => {
    const cache = new ObjectCache();
    const labelled = plain();
    labelled.metadata.addLabel('a', 'b');
    const texts = [plain(), plain('other'), labelled].map((object) => cache.render(object).yaml);
    expect(new Set(texts).size).toBe(3);
    expect(texts[2]).toContain('a: b');
  });

  it('resolves anew what may come out differently: tokens, patches, classes of their own', () => {
    const cache = new ObjectCache();
    let count = 0;
    const lazy = () =>
      made(
        (chart) =>
          new ApiObject(chart, 'one', {
            ...PROPS,
            data: { key: Lazy.any({ produce: () => String((count += 1)) }) as unknown },
          }),
      );
    expect(
      [cache.render(lazy()).yaml, cache.render(lazy()).yaml].map((text) => /key: "(\d)"/.exec(text)?.[1]),
    ).toEqual(['1', '2']);

    const patched = plain();
    patched.addJsonPatch(JsonPatch.replace('/data/key', 'patched'));
    expect(cache.render(plain()).yaml).toContain('key: value');
    expect(cache.render(patched).yaml).toContain('key: patched');

    class Own extends ApiObject {
      constructor(
        scope: Construct,
        readonly extra: string,
      ) {
        super(scope, 'one', PROPS);
      }
      override toJson(): unknown {
        return { ...(super.toJson() as object), extra: this.extra };
      }
    }
    const texts = ['a', 'b'].map((extra) => cache.render(made((chart) => new Own(chart, extra))).yaml);
    expect(texts[0]).toContain('extra: a');
    expect(texts[1]).toContain('extra: b');
  });
});
