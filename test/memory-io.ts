import { Writable } from 'node:stream';

/** A stream that keeps what is written to it. */
class MemoryStream extends Writable {
  text = '';

  override _write(chunk: Buffer | string, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** Standard output and standard error of a command, kept to be looked at. */
export function memoryIo() {
  return { stdout: new MemoryStream(), stderr: new MemoryStream() };
}
