import type { CommandIo } from '../diagnostics/command-io';

/** How often the line is written anew. */
const INTERVAL_MS = 100;

/** Characters that are held back before they are written. */
const MAX_WAITING = 4096;

/** Back to the line's beginning, and nothing behind it. */
const CLEAR = '\r\x1b[K';

/**
 * One line below everything else on a terminal: clusters done, how many a second, and the time left. Where nobody
 * looks there is none.
 */
export class Progress {
  private readonly start: number;
  private drawn: number;
  private done = 0;
  private isShown = false;
  private waiting = '';

  /**
   * @param total number of clusters
   * @param now milliseconds since any moment
   */
  constructor(
    private readonly total: number,
    private readonly stream: CommandIo['stderr'],
    private readonly now: () => number = () => performance.now(),
  ) {
    this.start = now();
    this.drawn = this.start;
  }

  /** Says something above the line. Where nobody looks, a thousand lines are not worth a thousand writes. */
  say(text: string): void {
    this.waiting += text;
    if (this.stream.isTTY === true || this.waiting.length > MAX_WAITING) this.flush();
  }

  /** Takes the line away, and leaves nothing unsaid. */
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

  /** One more cluster is done. */
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
