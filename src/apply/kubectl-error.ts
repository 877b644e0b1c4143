/** A call of kubectl that failed, with what kubectl printed: no API server, or no permission. */
export class KubectlError extends Error {
  constructor(words: string, stderr: string) {
    super(`"kubectl ${words}" failed: ${stderr.trim()}`);
  }
}
