import type { Typed, TypedTx } from '../../../core/challenge/typed.ts';
import type { PrismaTx } from '../unit-of-work.ts';

/** Keeps what a member typed into a form for a day, so that the form can be shown again with it. */
export function typedWrites(prisma: PrismaTx): TypedTx {
  return {
    async keepTyped(member, values) {
      await prisma.$executeRaw`delete from note where key like 'typed:%' and updated_at < now() - interval '1 day'`;
      const [kept] = await prisma.$queryRaw<{ id: string }[]>`
        insert into note (key, value)
        select 'typed:' || ${member} || ':' || id, ${JSON.stringify(values)} from (select gen_random_uuid() as id) fresh
        returning split_part(key, ':', 3) as id`;
      return kept!.id;
    },

    async findTyped(member, id) {
      const found = await prisma.note.findUnique({ where: { key: `typed:${member}:${id}` } });
      return found && (JSON.parse(found.value) as Typed);
    },
  };
}
