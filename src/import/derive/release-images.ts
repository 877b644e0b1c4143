import type { K3sVersion } from '../../releases';
import { listKnownReleases } from '../../releases';
import { lookUpPackagedImages } from '../../releases/packaged-images';
import type { ImportContext } from './context';

/** The releases whose own images a list of images has, newest first; undefined where no source has such a list. */
export function findReleasesOfImages({ observed }: ImportContext): readonly K3sVersion[] | undefined {
  const list = observed.texts.find(({ kind }) => kind === 'images');
  if (list === undefined) return undefined;
  const tags = new Map(String(list.value).split('\n').flatMap(parseImage));
  const fitting = listKnownReleases().filter((version) => {
    const { localStorage, ...images } = lookUpPackagedImages(version);
    return [...Object.values(images), ...localStorage].every((image) => {
      const [repository = '', tag] = image.split(':');
      const own = tags.get(repository);
      return own === undefined || own === tag;
    });
  });
  // The user may have replaced an image of k3s: then the list shows no release.
  return fitting.length > 0 ? fitting : undefined;
}

/** `rancher/mirrored-pause` and its tag, from any registry. */
function parseImage(line: string): readonly (readonly [string, string])[] {
  const match = /(?:^|\/)(rancher\/[^/:]+):([^:]+)$/.exec(line.trim());
  return match === null ? [] : [[match[1] ?? '', match[2] ?? '']];
}
