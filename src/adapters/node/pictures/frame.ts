import { leadsWithTotal } from '../../../core/pictures/alt.ts';
import { plainText } from '../../../core/pictures/plain-text.ts';
import type { ChallengeName, FactSpec, Metric, PictureSpec, SpecOf } from '../../../core/pictures/spec.ts';
import { type PictureWords, placeOf } from '../../../core/pictures/words/index.ts';
import { animal, type Pose } from './animal.ts';
import { rect } from './marks.ts';
import { art, type Box, card, fittedLine, line, type Node, paragraph, textWidth } from './nodes.ts';
import { colour } from './palette.ts';
import { clip, glyphsOf, type Kit } from './text.ts';

/** The font of all pictures. */
export const fontFamily = 'Pretendard JP';

/** What a layout needs besides its spec. */
export interface Ink {
  readonly kit: Kit;
  readonly words: PictureWords;
}

/** The panel on the left, where the animal is, and the space beside it. */
export const panel: Box = { x: 28, y: 28, width: 404, height: 574 };
export const main: Box = { x: 466, y: 32, width: 700, height: 566 };
/** The last line of the space beside the panel. */
export const footer: Box = { x: main.x, y: 556, width: main.width, height: 44 };

const inside = 26;
const inner = { x: panel.x + inside, width: panel.width - 2 * inside } as const;

/** The opaque card with its border, which stands out from white, dark and any other background. */
export function cardOf(nodes: readonly Node[], locale: PictureSpec['locale']): Node {
  return {
    type: 'container',
    lang: locale,
    style: {
      position: 'relative',
      width: card.width,
      height: card.height,
      backgroundColor: colour.card,
      fontFamily,
      color: colour.ink,
      overflow: 'hidden',
    },
    children: [
      ...nodes,
      art(
        { x: 0, y: 0, ...card },
        `<rect x="2" y="2" width="${card.width - 4}" height="${card.height - 4}" fill="none" stroke="${colour.edge}" stroke-width="4"/>`,
      ),
    ],
  };
}

/** What the panel of a card says. */
export interface PanelText {
  readonly heading: string;
  readonly under: string;
  /** One large number and what it counts, or a sentence if there is nothing to count yet. */
  readonly hero: { readonly number: string; readonly label: string } | { readonly sentence: string };
  readonly animal: Pose;
}

/** The panel of every card about a member: their name, what it is about, the number, and the animal below. */
export function sidePanel(text: PanelText, { kit }: Ink): readonly Node[] {
  const hero =
    'number' in text.hero
      ? [
          fittedLine(
            { ...inner, y: 152, height: 180 },
            text.hero.number,
            { size: 184, weight: 800 },
            60,
            kit,
          ),
          fittedLine({ ...inner, y: 330, height: 54 }, text.hero.label, { size: 42, weight: 800 }, 36, kit),
        ]
      : paragraph(
          { ...inner, y: 172, height: 200 },
          text.hero.sentence,
          { size: 48, weight: 800, between: 'words' },
          kit,
        );
  return [
    rect(panel, colour.panel, 36),
    fittedLine({ ...inner, y: 50, height: 56 }, text.heading, { size: 46, weight: 800 }, leastName, kit),
    line({ ...inner, y: 104, height: 48 }, text.under, { size: 36, colour: colour.soft }, kit),
    ...hero,
    panelAnimal(text.animal),
  ];
}

/** The animal's place in the panel. */
export function panelAnimal(hero: Pose, side = 204): Node {
  return animal(
    {
      x: panel.x + (panel.width - side) / 2,
      y: panel.y + panel.height - side - 8,
      width: side,
      height: side,
    },
    hero,
  );
}

/** The date and the place that the numbers refer to, at the bottom right. */
export function dateLine(
  spec: FactSpec,
  { kit, words }: Ink,
  box: Box = footer,
  align: 'left' | 'right' = 'right',
): Node {
  const text = `${words.dateLong(spec.asOf.day)}${words.dot}${placeOf(spec.asOf.zone)}`;
  return line(box, text, { size: 36, colour: colour.soft, align }, kit);
}

/** A fact in two lines: what it is, and how much. */
export function fact(box: Box, label: string, value: string, { kit }: Ink): readonly Node[] {
  return [
    line({ ...box, height: 44 }, label, { size: 36, colour: colour.soft }, kit),
    fittedLine({ ...box, y: box.y + 44, height: 58 }, value, { size: 44, weight: 800 }, 36, kit),
  ];
}

/** An amount such as "1,095 weeks", or the number alone if the words do not fit: a number is never clipped. */
export function amountIn(
  width: number,
  size: number,
  value: number,
  metric: Metric,
  { kit, words }: Ink,
): string {
  const amount = words.amount(value, metric);
  return textWidth(amount, size, 800, kit) <= width ? amount : words.number(value);
}

/** A person's name with the honorific of the language (`님`), clipped so that the honorific stays. */
export function personName(name: string, size: number, width: number, { kit, words }: Ink): string {
  const particle = words.person('');
  const room = width / size - glyphsOf(particle, 800, kit).reduce((sum, glyph) => sum + glyph.width, 0);
  const glyphs = glyphsOf(name, 800, kit);
  if (glyphs.length === 0) return words.person(words.someone);
  const clipped = clip(glyphs, room);
  if (clipped === glyphs) return words.person(plainText(name));
  const kept = clipped.map((glyph) => (glyph.kind === 'text' ? glyph.text : emojiText(glyph.code))).join('');
  return words.person(kept);
}

/** A long name is written in smaller type down to this size, and clipped only if that is not enough. */
const leastName = 36;

/** The name, clipped to fit the panel's heading. */
export function panelName(name: string, ink: Ink): string {
  return personName(name, leastName, inner.width, ink);
}

/** A challenge's title with its emoji, such as `🏃 아침 러닝`. */
export function titleOf({ title, emoji }: ChallengeName): string {
  return emoji === null ? title : `${emoji} ${title}`;
}

/** A large number and what it counts. Zero is replaced by a sentence that invites to begin. */
export function heroNumber(value: number, label: string, words: PictureWords): PanelText['hero'] {
  return value === 0 ? { sentence: words.begin } : { number: String(value), label };
}

/** The main number of a streak card and what it counts. */
export function heroOf(spec: SpecOf<'streak'>, words: PictureWords): PanelText['hero'] {
  return leadsWithTotal(spec)
    ? heroNumber(spec.daysDone, words.inAll(spec.daysDone), words)
    : heroNumber(spec.current, words.inARow(spec.current, spec.unit), words);
}

function emojiText(code: string): string {
  return String.fromCodePoint(...code.split('-').map((part) => Number.parseInt(part, 16)));
}
