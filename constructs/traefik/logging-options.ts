/** What the access log does with a field or a header. */
export type AccessLogMode = 'keep' | 'drop' | 'redact';

/** The access log. */
export interface LoggingOptions {
  /**
   * Whether Traefik logs each request, with the client's address, to standard output.
   *
   * @default false
   */
  readonly accessLog?: boolean;
  /**
   * The form of a line.
   *
   * @default 'common'
   */
  readonly accessLogFormat?: 'common' | 'json';
  /**
   * The fields of a line of format `json`.
   *
   * @default - all fields, no headers
   * @see https://doc.traefik.io/traefik/reference/install-configuration/observability/logs-and-accesslogs/
   */
  readonly accessLogFields?: AccessLogFields;
}

/** The fields of the access log. */
export interface AccessLogFields {
  /**
   * What happens with a field that is not in `names`.
   *
   * @default 'keep'
   */
  readonly defaultMode?: 'keep' | 'drop';
  /**
   * What happens with single fields, such as `ClientUsername`.
   *
   * @default - none
   */
  readonly names?: Readonly<Record<string, AccessLogMode>>;
  /**
   * What happens with headers.
   *
   * @default - all are dropped
   */
  readonly headers?: AccessLogHeaders;
}

/** The headers in the access log. */
export interface AccessLogHeaders {
  /**
   * What happens with a header that is not in `names`.
   *
   * @default 'drop'
   */
  readonly defaultMode?: AccessLogMode;
  /**
   * What happens with single headers, such as `User-Agent`.
   *
   * @default - none
   */
  readonly names?: Readonly<Record<string, AccessLogMode>>;
}
