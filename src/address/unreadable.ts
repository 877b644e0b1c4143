/**
 * A text that is not what it should be. The message continues a sentence that begins with the quoted text
 * ("10.0.0.0/33" has a prefix longer than 32 bits), the hint says what to write instead.
 */
export class Unreadable extends Error {
  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}
