import type { Storage } from '../../src/adapters/postgres/index.ts';

/** What a database said to people, on whichever platform, to be read before a backup is put in its place. */
export type Replaced = readonly {
  readonly key: string;
  /** The message of the proof that it is about; null: it is about none. */
  readonly on: string | null;
  /** The first words of a cheer, as they stand by now. */
  readonly line: string | null;
}[];

/** Reads what the database knows of what was said. */
export async function readReplaced({ db }: Pick<Storage, 'db'>): Promise<Replaced> {
  return db.$queryRaw<Replaced[number][]>`
    select d.key, p.message_ref as on,
      case when d.key like 'cheer:%' then (select c.line1 from cheer c where c.proof_id = d.proof_id) end as line
    from delivery d left join proof p on p.id = d.proof_id
    where d.effect->>'do' = 'post'`;
}
