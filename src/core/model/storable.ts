/**
 * A copy of the value with every string made storable. PostgreSQL's text can hold neither NUL nor half a surrogate pair, and one such
 * character from a platform must not make it impossible to store an event.
 */
export function storable<T>(value: T): T {
  return clean(value) as T;
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '');
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, clean(held)]));
}
