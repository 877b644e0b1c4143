import type { ClusterReader } from '../host';

/** A reader that reads each path once, however many checks need it. */
export class CachedReader implements ClusterReader {
  private readonly answers = new Map<string, Promise<unknown>>();

  constructor(private readonly reader: ClusterReader) {}

  get<T>(path: string): Promise<T | undefined> {
    return this.readOnce(path, () => this.reader.get<T>(path));
  }

  getText(path: string): Promise<string | undefined> {
    return this.readOnce(path, () => this.reader.getText(path));
  }

  private readOnce<T>(path: string, read: () => Promise<T>): Promise<T> {
    const known = this.answers.get(path);
    if (known !== undefined) return known as Promise<T>;
    const answer = read();
    this.answers.set(path, answer);
    return answer;
  }
}
