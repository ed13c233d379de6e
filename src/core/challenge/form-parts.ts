/** The parts a challenge's settings are asked in, where one form cannot hold all. */
export const formParts = ['all', 'basics', 'rule', 'extras'] as const;
export type FormPart = (typeof formParts)[number];
