/** Every error the service raises on purpose: a code for programs, a sentence for people, never SQL or a stack. */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly details: Record<string, unknown> | undefined;

  /**
   * @param code one of the table below; decides the HTTP status
   * @param message what was wrong, where, and what to do
   */
  constructor(code: ErrorCode, message: string, details?: Record<string, unknown>) {
    super(message);
    this.name = "DomainError";
    this.code = code;
    this.details = details;
  }
}

export const STATUS_BY_CODE = {
  bad_request: 400,
  invalid_query: 400,
  window_finer_than_precision: 400,
  window_crosses_recording_break: 400,
  points_required: 400,
  mixed_vintages: 400,
  forbidden: 403,
  not_found: 404,
  not_acceptable: 406,
  conflict: 409,
  import_refused: 422,
  evaluation_refused: 422,
  too_large: 413,
  too_many_requests: 429,
  database_unavailable: 503,
  deadline_exceeded: 503,
  busy: 503,
  internal: 500,
} as const;

export type ErrorCode = keyof typeof STATUS_BY_CODE;
