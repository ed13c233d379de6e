import { z } from 'zod';

/** The form of the file described here; a file of a higher one is refused. */
export const backupFormat = 1;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();
/** `proof`, `graphile_worker._private_jobs`: a name that needs no care in a path, and never a table of another schema. */
const name = z.string().regex(/^(graphile_worker\.)?[A-Za-z_][A-Za-z0-9_]*$/);

/** What a backup says about itself. It is the last thing in the file, so a file that was cut off has none. */
export const manifestSchema = z.object({
  format: z.literal(backupFormat),
  /** The release that made it, for people. What counts is `migrations`. */
  release: z.string(),
  /** The instant it shows, in milliseconds since 1970. */
  at: count,
  migrations: z.array(z.object({ name: z.string(), checksum: sha256 })).min(1),
  /** The newest migration of the job queue. */
  queue: count,
  /** In the order in which they lie in the file, each after those it refers to. */
  tables: z.array(z.object({ name, columns: z.array(z.string()).min(1), rows: count, sha256 })).min(1),
  sequences: z.array(z.object({ name, next: z.string().regex(/^-?\d+$/) })),
  /** Copies of photos in the file, and those that were erased while it was made. */
  photos: z.object({ kept: count, missing: count }),
});

/** See `manifestSchema`. */
export type Manifest = z.infer<typeof manifestSchema>;

/** Names of the entries of the tar file. */
export const manifestEntry = 'manifest.json';
export const tableEntry = (table: string, part: number): string =>
  `tables/${table}/${String(part).padStart(6, '0')}`;
export const photoEntry = (id: string): string => `photos/${id.slice(0, 2)}/${id}`;

/** What an entry is; null if it belongs to no backup of this form. */
export function readEntryName(
  text: string,
): { readonly kind: 'table' | 'photo' | 'manifest'; readonly of: string } | null {
  if (text === manifestEntry) return { kind: 'manifest', of: '' };
  const [, table] = /^tables\/([\w.]+)\/\d{6}$/.exec(text) ?? [];
  if (table) return { kind: 'table', of: table };
  const [, photo] = /^photos\/[0-9a-f]{2}\/([0-9a-f]{64})$/.exec(text) ?? [];
  return photo ? { kind: 'photo', of: photo } : null;
}

/** The sum of a table: its rows, and the hash of their text. Rows are lines, since a line break in a text is written as `\n`. */
export interface Sum {
  readonly rows: number;
  readonly sha256: string;
}
