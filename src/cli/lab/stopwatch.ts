import { visible } from '../../terminal/visible';

/** Prints each event with the seconds since the start. */
export class Stopwatch {
  private readonly start = Date.now();

  constructor(private readonly stream: NodeJS.WritableStream) {}

  say(line: string): void {
    const seconds = ((Date.now() - this.start) / 1000).toFixed(1);
    this.stream.write(`${seconds.padStart(7)} s  ${visible(line)}\n`);
  }
}
