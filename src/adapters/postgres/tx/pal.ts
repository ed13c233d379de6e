import type { PalTx } from '../../../core/characters/store.ts';
import type { MemberId } from '../../../core/model/ids.ts';
import { isLocale } from '../../../core/model/locale.ts';
import type { PrismaTx } from '../unit-of-work.ts';

/** The key of the note that records that a member chose their language; without it `member.locale` follows their app. */
export const languageNote = (member: string): string => `language:${member}`;

/** Stores which character, tone and language a member has chosen. */
export function palWrites(prisma: PrismaTx): PalTx {
  return {
    async chosenLanguage(member: MemberId) {
      const note = await prisma.note.findUnique({ where: { key: languageNote(member) } });
      return note && isLocale(note.value) ? note.value : null;
    },

    async savePal(member, { character, tone, language }) {
      await prisma.member.update({
        where: { id: member },
        data: {
          ...(character === undefined ? {} : { character }),
          ...(tone === undefined ? {} : { tone }),
          ...(language === undefined ? {} : { locale: language }),
        },
      });
      if (language === undefined) return;
      const key = languageNote(member);
      await prisma.note.deleteMany({ where: { key } });
      if (language !== null) await prisma.note.create({ data: { key, value: language } });
    },
  };
}
