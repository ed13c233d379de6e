/** The reply is none of this API: a proxy's page, half an answer, another protocol. */
export class GarbledError extends Error {
  override readonly name = 'GarbledError';
}

/** The server accepted the request and reports in its reply that it failed. `code` is the server's. */
export class FailedError extends Error {
  override readonly name = 'FailedError';
  readonly code: string;

  constructor(code: string) {
    super(`the model failed: ${code}`);
    this.code = code;
  }
}
