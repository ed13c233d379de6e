/**
 * Draws every picture in every state and language into a folder to be looked at: as designed, 400 pixels wide as a chat
 * shows it, and contact sheets on dark, on white and in grey; and every animal in every mood and dress. Usage: npm run gallery -- <folder> [part of a name].
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { createPictures } from '../src/adapters/node/pictures/index.ts';
import { characters } from '../src/core/characters/index.ts';
import { MOODS } from '../src/core/characters/parts.ts';
import { altOf } from '../src/core/pictures/alt.ts';
import { gridOf } from '../src/core/pictures/grid.ts';
import { drawnPhoto } from '../test/pictures/photos.ts';
import { milestone, samples } from '../test/pictures/samples.ts';

const [folder, part = ''] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Say where: npm run gallery -- <folder> [part of a name]');
  process.exit(1);
}
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const pictures = createPictures({
  loadPhoto: drawnPhoto,
  cache: { get: async () => null, set: async () => undefined },
  log: quiet,
});
const chosen = samples.filter(({ name }) => name.includes(part));
await mkdir(path.join(folder, '400'), { recursive: true });
const small: Buffer[] = [];
for (const { name, spec } of chosen) {
  const { png } = await pictures.draw(spec);
  await writeFile(path.join(folder, `${name}.png`), png);
  small.push(await sharp(png).resize(400).png().toBuffer());
  await writeFile(path.join(folder, '400', `${name}.png`), small.at(-1)!);
  await writeFile(path.join(folder, `${name}.txt`), `${altOf(spec)}\n\n${gridOf(spec)}\n`);
}

const across = 3;
const [cellWidth, cellHeight, perSheet] = [420, 230, 12];
for (let sheet = 0; sheet * perSheet < small.length; sheet++) {
  const shown = small.slice(sheet * perSheet, (sheet + 1) * perSheet);
  const layers = shown.map((input, i) => ({
    input,
    left: (i % across) * cellWidth + 10,
    top: Math.floor(i / across) * cellHeight + 10,
  }));
  const size = { width: across * cellWidth, height: Math.ceil(shown.length / across) * cellHeight };
  for (const [ground, background] of [
    ['dark', '#313338'],
    ['white', '#ffffff'],
  ] as const) {
    const page = await sharp({ create: { ...size, channels: 3, background } })
      .composite(layers)
      .png()
      .toBuffer();
    await writeFile(path.join(folder, `sheet-${sheet}-${ground}.png`), page);
    if (ground === 'dark') {
      await sharp(page)
        .grayscale()
        .toFile(path.join(folder, `sheet-${sheet}-grey.png`));
    }
  }
}
const cell = 160;
/** A row for each animal: its moods, its avatar, what milestones dress it in. */
const rows = await Promise.all(
  characters.map(async ({ id, svg, avatarSvg }) => {
    const drawn = [...MOODS.map((mood) => svg(mood)), avatarSvg()].map((text) => Buffer.from(text));
    const dressed = await Promise.all(
      [7, 30, 100, 365].map(async (number) => {
        const { png } = await pictures.draw({ ...milestone('ko', number), character: id });
        return sharp(png).extract({ left: 640, top: 60, width: 540, height: 540 }).toBuffer();
      }),
    );
    return Promise.all([...drawn, ...dressed].map((one) => sharp(one).resize(cell).png().toBuffer()));
  }),
);
for (const [ground, background] of [
  ['dark', '#313338'],
  ['white', '#ffffff'],
] as const) {
  const layers = rows.flatMap((row, y) =>
    row.map((input, x) => ({ input, left: x * (cell + 12) + 6, top: y * (cell + 12) + 6 })),
  );
  const size = { width: rows[0]!.length * (cell + 12), height: rows.length * (cell + 12) };
  await sharp({ create: { ...size, channels: 3, background } })
    .composite(layers)
    .toFile(path.join(folder, `animals-${ground}.png`));
}
console.log(`${chosen.length} pictures and ${characters.length} animals in ${folder}`);
