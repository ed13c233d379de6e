/** PostgreSQL's error code inside whatever Prisma wrapped around it; null if there is none (the connection itself failed). */
export function sqlState(error: unknown): string | null {
  for (let at: unknown = error, depth = 0; at instanceof Object && depth < 6; depth++) {
    const { code, originalCode, meta, cause } = at as {
      code?: unknown;
      originalCode?: unknown;
      meta?: unknown;
      cause?: unknown;
    };
    if (typeof originalCode === 'string') return originalCode;
    if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && /\d/.test(code) && !code.startsWith('P'))
      return code;
    const meta_ = meta as { driverAdapterError?: unknown; code?: unknown } | undefined;
    if (typeof meta_?.code === 'string' && /^[0-9A-Z]{5}$/.test(meta_.code)) return meta_.code;
    at = meta_?.driverAdapterError ?? cause;
  }
  return null;
}

/**
 * Whether another transaction was faster (unique key; what a row refers to was deleted), or PostgreSQL asks to run this one again (deadlock,
 * serialization).
 */
export function isConflict(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== null) return ['23505', '23503', '40001', '40P01'].includes(state);
  const code = (error as { code?: unknown }).code;
  return code === 'P2002' || code === 'P2003' || code === 'P2034';
}

/**
 * Whether the database is away, full, read-only or blocked while nothing is wrong with the query: retried later, it works. Classes of
 * PostgreSQL: appendix "Error Codes" (08 connection, 53 resources, 57 operator intervention).
 */
export function isOutage(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== null)
    return /^(08|53|57)/.test(state) || ['25006', '55P03', '40001', '40P01'].includes(state);
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string')
    return /^(P1001|P1002|P1008|P1017|P2024|P2028|P2034|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/.test(
      code,
    );
  // Errors of the driver itself carry no code.
  return /Connection terminated|is not queryable|timeout exceeded when trying to connect|Query read timeout/.test(
    String(message),
  );
}

/** Whether the server refused a batch, and so has written nothing, possibly because of a single item. Otherwise the outcome is unknown. */
export function concernsOne(error: unknown): boolean {
  const state = sqlState(error);
  return state !== null && !/^(08|53|57)/.test(state);
}
