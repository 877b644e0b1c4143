import { Unreadable } from '../address';

/** A k3s release: a Kubernetes version and k3s's own revision of it. */
export class K3sVersion {
  private constructor(
    readonly major: number,
    readonly minor: number,
    readonly patch: number,
    /** `k3s1`; higher when k3s repackages the same Kubernetes. */
    readonly revision: number,
    private readonly text: string,
  ) {}

  /**
   * Reads a release's full name, such as `v1.37.1+k3s1`.
   *
   * @throws Unreadable
   * @see https://docs.k3s.io/release-notes
   */
  static parse(text: string): K3sVersion {
    const match = /^v(\d+)\.(\d+)\.(\d+)(?:-rc\d+)?\+k3s(\d+)$/.exec(text);
    if (!match) {
      throw new Unreadable(
        'is not a k3s release',
        'Write the full name as `k3s --version` prints it: "v1.37.1+k3s1".',
      );
    }
    const [major, minor, patch, revision] = match.slice(1).map(Number) as [number, number, number, number];
    return new K3sVersion(major, minor, patch, revision, text);
  }

  /** Whether this is `major.minor.patch` or newer. */
  atLeast(major: number, minor: number, patch = 0): boolean {
    return this.compareTo(major, minor, patch) >= 0;
  }

  private compareTo(major: number, minor: number, patch: number): number {
    return this.major - major || this.minor - minor || this.patch - patch;
  }

  toString(): string {
    return this.text;
  }
}
