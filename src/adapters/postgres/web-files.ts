import type { PrismaClient } from './generated/client.ts';

/** An upload, without its bytes. */
export interface WebStoreFile {
  readonly id: string;
  readonly name: string;
  readonly type: string | null;
  readonly size: number;
  readonly shown: boolean;
}

/** The id of the copy that the page shows, made from the id of the original. */
const COPY = '.shown';
export const copyOf = (id: string): string => `${id}${COPY}`;

/** Stores the page's uploads: the original for the core and, of pictures, the copy that the page shows. */
export function webFiles(prisma: PrismaClient) {
  return {
    async addFile(file: WebStoreFile, bytes: Uint8Array, copy: Uint8Array | null) {
      const { id, name, type, size } = file;
      const original = { id, name, type, size, bytes: bytes as Uint8Array<ArrayBuffer> };
      const shown = copy && {
        ...original,
        id: copyOf(id),
        type: 'image/webp',
        size: copy.byteLength,
        bytes: copy as Uint8Array<ArrayBuffer>,
      };
      await prisma.webFile.createMany({ data: shown ? [original, shown] : [original] });
    },

    async fileInfo(id: string) {
      const select = { id: true, name: true, type: true, size: true } as const;
      const rows = await prisma.webFile.findMany({ where: { id: { in: [id, copyOf(id)] } }, select });
      const original = rows.find((row) => row.id === id);
      return original && !id.endsWith(COPY) ? { ...original, shown: rows.length === 2 } : null;
    },

    async fileBytes(id: string) {
      return (await prisma.webFile.findUnique({ where: { id }, select: { bytes: true } }))?.bytes ?? null;
    },

    async fileCopy(id: string) {
      return (
        (await prisma.webFile.findUnique({ where: { id: copyOf(id) }, select: { bytes: true } }))?.bytes ??
        null
      );
    },

    async keptBytes() {
      return (await prisma.webFile.aggregate({ _sum: { size: true } }))._sum.size ?? 0;
    },

    async sweepFiles(ms: number) {
      const before = new Date(Date.now() - ms);
      return prisma.$executeRaw`
        delete from web_file f where f.at < ${before} and not exists (
          select from web_message m
          where m.files @> jsonb_build_array(jsonb_build_object('id', split_part(f.id, '.', 1))))`;
    },
  };
}
