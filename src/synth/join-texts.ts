import type { KeptText } from './kept-texts';

/** The file of a chart, from the texts of its slices. */
export function joinTexts(id: string, slices: readonly KeptText[]): KeptText & { readonly file: string } {
  return {
    file: `${id}.k8s.yaml`,
    content: slices.map(({ content }) => content).join('---\n'),
    images: slices.flatMap(({ images }) => images),
    objectCount: slices.reduce((sum, { objectCount }) => sum + objectCount, 0),
  };
}
