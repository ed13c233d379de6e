/** Something answered, but not as this API does: a page of a proxy, half an answer, another protocol. */
export class GarbledError extends Error {
  override readonly name = 'GarbledError';
}

/** The server took the request, worked, and says in its answer that it failed. `code` is its word for why. */
export class FailedError extends Error {
  override readonly name = 'FailedError';
  readonly code: string;

  constructor(code: string) {
    super(`the model failed: ${code}`);
    this.code = code;
  }
}
