import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Renderer } from '@takumi-rs/core';
import { readAdvances } from './font-metrics.ts';
import { fontFamily } from './frame.ts';
import { emojiSource, type Node } from './nodes.ts';
import type { Kit } from './text.ts';

/** How many bytes of decoded images are kept between drawings: emoji and the animals are used again. */
const cacheBytes = 16 * 1024 * 1024;
const fonts = fileURLToPath(new URL('../../../../assets/fonts/', import.meta.url));
const require = createRequire(import.meta.url);
const emojiFolder = path.dirname(require.resolve('@twemoji/svg/package.json'));

/** An image used in a tree, by its `src`. */
export interface Image {
  readonly src: string;
  readonly data: Uint8Array;
}

/** In pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Draws trees as pictures. */
export interface Drawer {
  readonly kit: Kit;
  /** Renders the tree as a PNG on another thread. Images that are not given are left out. */
  render(tree: Node, images: readonly Image[], size: Size): Promise<Uint8Array>;
}

/** Creates the drawer: reads the fonts and the list of emoji files, which takes about 0.2 s. Nothing is loaded over the network. */
export async function createDrawer(): Promise<Drawer> {
  const [medium, extraBold, files] = await Promise.all([
    readFile(path.join(fonts, 'PretendardJP-Medium.woff2')),
    readFile(path.join(fonts, 'PretendardJP-ExtraBold.woff2')),
    readdir(emojiFolder),
  ]);
  const renderer = new Renderer({ cacheMaxBytes: cacheBytes });
  await renderer.registerFont({ name: fontFamily, data: medium, weight: 500 });
  await renderer.registerFont({ name: fontFamily, data: extraBold, weight: 800 });
  const codes = files.filter((name) => name.endsWith('.svg')).map((name) => name.slice(0, -'.svg'.length));
  const kit: Kit = {
    advances: { 500: await readAdvances(medium), 800: await readAdvances(extraBold) },
    emoji: new Set(codes),
  };
  return {
    kit,
    async render(tree, images, size) {
      const emoji = await emojiOf(tree, kit);
      return renderer.render(tree, { ...size, images: [...emoji, ...images], format: 'png' });
    },
  };
}

async function emojiOf(tree: Node, kit: Kit): Promise<Image[]> {
  const used = new Set(sourcesOf(tree));
  const wanted = [...kit.emoji].filter((code) => used.has(emojiSource(code)));
  return Promise.all(
    wanted.map(async (code) => ({
      src: emojiSource(code),
      data: await readFile(path.join(emojiFolder, `${code}.svg`)),
    })),
  );
}

/** The sources of all images in a tree, with repetitions. */
function sourcesOf(node: Node): readonly string[] {
  switch (node.type) {
    case 'container':
      return (node.children ?? []).flatMap(sourcesOf);
    case 'image':
      return typeof node.src === 'string' ? [node.src] : [];
    case 'text':
      return [];
  }
}
