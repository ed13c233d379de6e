/**
 * Pairs a channel and a member for the n-th post, each pair once, so that every post is a first of its day. Members take
 * turns: nobody posts twice before all have posted.
 */
export function pairOf(n: number, channels: number, members: number): { channel: number; member: number } {
  const round = Math.floor(n / members);
  if (round >= channels) throw new Error(`only ${channels * members} posts count in ${channels} channels`);
  const member = n % members;
  return { channel: (member + round) % channels, member };
}
