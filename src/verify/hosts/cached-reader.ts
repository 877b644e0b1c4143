import type { ClusterReader } from '../host';

/** A reader that reads each path once, however many checks need it. */
export class CachedReader implements ClusterReader {
  private readonly answers = new Map<string, Promise<unknown>>();

  constructor(private readonly reader: ClusterReader) {}

  get<T>(path: string): Promise<T | undefined> {
    const known = this.answers.get(path);
    if (known !== undefined) return known as Promise<T | undefined>;
    const answer = this.reader.get<T>(path);
    this.answers.set(path, answer);
    return answer;
  }
}
