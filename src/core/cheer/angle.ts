/** What a cheer is about besides its one detail; the code chooses it, the model writes it. */
export const angles = ['detail', 'effort', 'progress', 'memory', 'company'] as const;
export type Angle = (typeof angles)[number];
