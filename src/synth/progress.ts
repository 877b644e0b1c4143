import type { CommandIo } from '../diagnostics/command-io';

/** The interval at which the line is written again. */
const INTERVAL_MS = 100;

/** The number of characters that are buffered before they are written. */
const MAX_WAITING = 4096;

/** Moves the cursor to the start of the line, and clears the line. */
const CLEAR = '\r\x1b[K';

/**
 * One line at the bottom of a terminal: the number of clusters done, their rate, and the time left. Output that is not a
 * terminal has no such line.
 */
export class Progress {
  private readonly start: number;
  private drawn: number;
  private done = 0;
  private isShown = false;
  private waiting = '';

  /**
   * @param total number of clusters
   * @param now a clock in milliseconds
   */
  constructor(
    private readonly total: number,
    private readonly stream: CommandIo['stderr'],
    private readonly now: () => number = () => performance.now(),
  ) {
    this.start = now();
    this.drawn = this.start;
  }

  /** Prints text above the line. Text that goes to no terminal is buffered: a write per line takes longer. */
  print(text: string): void {
    this.waiting += text;
    if (this.stream.isTTY === true || this.waiting.length > MAX_WAITING) this.flush();
  }

  /** Removes the line, and writes the buffered text. */
  finish(): void {
    this.clear();
    this.flush();
  }

  private flush(): void {
    if (this.waiting === '') return;
    this.clear();
    this.stream.write(this.waiting);
    this.waiting = '';
  }

  /** Counts one more cluster. */
  advance(): void {
    this.done += 1;
    if (this.stream.isTTY !== true || process.env.TERM === 'dumb') return;
    const now = this.now();
    if (now - this.drawn < INTERVAL_MS) return;
    this.drawn = now;
    this.isShown = true;
    this.stream.write(`${CLEAR}${this.line((now - this.start) / 1000)}`);
  }

  private clear(): void {
    if (this.isShown) this.stream.write(CLEAR);
    this.isShown = false;
  }

  private line(seconds: number): string {
    const rate = this.done / seconds;
    const left = Math.ceil((this.total - this.done) / rate);
    return `${this.done} of ${this.total} clusters, ${Math.round(rate)}/s, ${duration(left)} left`;
  }
}

/** `45 s`, `2 min 5 s` */
function duration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return minutes === 0 ? `${seconds} s` : `${minutes} min ${seconds % 60} s`;
}
