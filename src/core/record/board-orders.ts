/** What the leaderboard can be sorted by. */
export const boardOrders = ['current', 'longest', 'days', 'completion'] as const;
export type BoardOrder = (typeof boardOrders)[number];
