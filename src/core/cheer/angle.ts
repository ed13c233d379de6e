/** What a cheer is about besides one detail of the proof. Code chooses the angle (`planAngles`), the model writes the words. */
export const angles = ['detail', 'effort', 'progress', 'memory', 'company'] as const;
export type Angle = (typeof angles)[number];
