/** The colours of all pictures. Contrasts are checked by test/pictures/contrast.test.ts: 4.5 for text, 3 for marks (WCAG 2.2 AA). */
export const colour = {
  card: '#FFF7E8',
  panel: '#FBE6BF',
  /** The card's border, and the edges of bars. */
  edge: '#A08B6F',
  /** The marks of days: darker than the edges, since they also appear on the track. */
  mark: '#8A7458',
  ink: '#3B2A1A',
  soft: '#6B5644',
  done: '#B45309',
  onDone: '#FFF7E8',
  /** The part of a bar that is not reached yet, and days without a result. */
  track: '#F6E3BE',
  ice: '#E3F0F5',
  onIce: '#1F5F7E',
  leaf: '#7E9A46',
  leafDeep: '#56702A',
  gold: '#E8B863',
  goldDeep: '#C9822B',
  rose: '#E8846F',
  sky: '#7C8FC9',
  white: '#FFFBF2',
} as const;

/** From nothing to much. Each colour is darker than the one before, so that their order is visible without colour too. */
export const heat = ['#F6E3BE', '#E8B863', '#C9822B', '#8F4E12', '#4F2A08'] as const;
/** The colours of the dots on each step. */
export const heatDots = [colour.mark, colour.ink, colour.ink, colour.card, colour.card] as const;

/** Which colours appear on which, and the contrast each pair needs. */
export const pairs: readonly {
  readonly what: string;
  readonly front: string;
  readonly back: string;
  readonly least: number;
}[] = [
  { what: 'text on the card', front: colour.ink, back: colour.card, least: 4.5 },
  { what: 'text on the panel', front: colour.ink, back: colour.panel, least: 4.5 },
  { what: 'quiet text on the card', front: colour.soft, back: colour.card, least: 4.5 },
  { what: 'quiet text on the panel', front: colour.soft, back: colour.panel, least: 4.5 },
  { what: 'text on an empty day', front: colour.ink, back: colour.track, least: 4.5 },
  { what: 'quiet text on an empty day', front: colour.soft, back: colour.track, least: 4.5 },
  { what: 'text on done', front: colour.onDone, back: colour.done, least: 4.5 },
  { what: 'text on ice', front: colour.onIce, back: colour.ice, least: 4.5 },
  { what: 'done on the card', front: colour.done, back: colour.card, least: 3 },
  { what: 'done on the panel', front: colour.done, back: colour.panel, least: 3 },
  { what: 'done on its track', front: colour.done, back: colour.track, least: 3 },
  { what: 'edges on the card', front: colour.edge, back: colour.card, least: 3 },
  { what: 'marks on the card', front: colour.mark, back: colour.card, least: 3 },
  { what: 'marks on the track', front: colour.mark, back: colour.track, least: 3 },
  { what: 'leaves on the track', front: colour.leafDeep, back: colour.track, least: 3 },
  { what: 'ice on the card', front: colour.onIce, back: colour.card, least: 3 },
  { what: 'ice on the panel', front: colour.onIce, back: colour.panel, least: 3 },
  ...heat
    .map((back, level) => ({
      what: `the dots of step ${level}`,
      front: heatDots[level]!,
      back,
      least: 3,
    }))
    .slice(1),
];
