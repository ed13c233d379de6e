/** The parts in which a challenge's settings are asked: `all` at once, or the other three where one form cannot hold all. */
export const formParts = ['all', 'basics', 'rule', 'extras'] as const;
export type FormPart = (typeof formParts)[number];
