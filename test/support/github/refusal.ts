/** What GitHub says no with: status, message and errors as its API words them. */

export interface FieldError {
  readonly resource: string;
  readonly code:
    | 'custom'
    | 'invalid'
    | 'already_exists'
    | 'missing'
    | 'missing_field'
    | 'unprocessable';
  readonly field?: string;
  readonly message?: string;
}

export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly errors: readonly (FieldError | string)[] | null;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    errors: readonly (FieldError | string)[] | null = null,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.errors = errors;
    this.headers = headers;
  }

  /** All that it says, in one line. */
  get text(): string {
    const errors = this.errors?.map((each) =>
      typeof each === 'string' ? each : (each.message ?? `${each.field} ${each.code}`),
    );
    return [this.message, ...(errors ?? [])].join(': ');
  }
}

export function notFound(): Refusal {
  return new Refusal(404, 'Not Found');
}

export function forbidden(message: string): Refusal {
  return new Refusal(403, message);
}

export function notAccessible(): Refusal {
  return forbidden('Resource not accessible by integration');
}

/** A rule that only the model knows: the whole says 422, the errors say why. */
export function invalid(...errors: readonly FieldError[]): Refusal {
  return new Refusal(422, 'Validation Failed', errors);
}

/** 422 as the reviews say it. */
export function unprocessable(...errors: readonly string[]): Refusal {
  return new Refusal(422, 'Unprocessable Entity', errors);
}

export const longestBody = 65_536;

export function isTooLong(body: string): boolean {
  return body.length > longestBody;
}

/** Pull requests and issues share the check and its words. */
export function checkBody(body: string): void {
  if (!isTooLong(body)) return;
  const message = `body is too long (maximum is ${longestBody} characters)`;
  throw invalid({ resource: 'Issue', code: 'custom', field: 'body', message });
}

export function checkTitle(title: string): void {
  if (title.trim() === '') {
    throw invalid({ resource: 'Issue', code: 'missing_field', field: 'title' });
  }
  if (title.length <= 256) return;
  const message = 'title is too long (maximum is 256 characters)';
  throw invalid({ resource: 'Issue', code: 'custom', field: 'title', message });
}

export function checkCommentBody(body: string): void {
  if (body.trim() === '') {
    throw invalid({ resource: 'IssueComment', code: 'missing_field', field: 'body' });
  }
  if (!isTooLong(body)) return;
  const message = `Body is too long (maximum is ${longestBody} characters)`;
  throw invalid({ resource: 'IssueComment', code: 'unprocessable', field: 'data', message });
}
