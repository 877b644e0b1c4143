import { Unreadable } from '../address';

const NUMBER = '(0|[1-9]\\d{0,4})';

/** `v1.37.1+k3s1`, or a candidate for it, `v1.37.1-rc1+k3s1`. */
const RELEASE = new RegExp(`^v${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-rc${NUMBER})?\\+k3s${NUMBER}$`);

/** The same with what people leave out, or write as container images have it. */
const NEARLY = /^v?(\d+\.\d+\.\d+)(-rc\d+)?(?:[-+_]k3s(\d+))?$/i;

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
   * Reads a release's full name, such as `v1.37.1+k3s1`. A candidate counts as what it is a candidate for.
   *
   * @throws Unreadable
   * @see https://docs.k3s.io/release-notes
   */
  static parse(text: string): K3sVersion {
    const match = RELEASE.exec(text);
    if (match === null) throw new Unreadable('is not a k3s release', hintFor(text));
    const [major, minor, patch, , revision] = match.slice(1).map(Number) as [
      ...[number, number, number, number, number],
    ];
    return new K3sVersion(major, minor, patch, revision, text);
  }

  /** Whether this is `major.minor.patch` or newer. */
  isAtLeast(major: number, minor: number, patch = 0): boolean {
    return (this.major - major || this.minor - minor || this.patch - patch) >= 0;
  }

  /** Whether this is `other` or newer, k3s's own revision included. */
  isSince(other: K3sVersion): boolean {
    return this.compareTo(other) >= 0;
  }

  /** Negative if this is older than `other`, 0 if it is the same, positive if it is newer. */
  compareTo(other: K3sVersion): number {
    return (
      this.major - other.major ||
      this.minor - other.minor ||
      this.patch - other.patch ||
      this.revision - other.revision
    );
  }

  toString(): string {
    return this.text;
  }
}

function hintFor(text: string): string {
  const [, version, candidate = '', revision = '1'] = NEARLY.exec(text) ?? [];
  const meant = `v${version}${candidate}+k3s${revision}`;
  return version !== undefined && RELEASE.test(meant)
    ? `Write the full name as \`k3s --version\` prints it. Did you mean "${meant}"?`
    : 'Write the full name as `k3s --version` prints it, with the patch release and the revision: "v1.37.1+k3s1".';
}
