import type { SceneText } from './scene';
import { fitText } from './text-metrics';

/** A title and the values below it, each cut to a width in pixels. */
export function createTexts(title: string, values: readonly string[], width: number): readonly SceneText[] {
  return [
    { text: fitText(title, 'title', width), style: 'title' },
    ...values.map((value): SceneText => ({ text: fitText(value, 'value', width), style: 'value' })),
  ];
}
