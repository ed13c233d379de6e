/** Milliseconds this process has worked so far: on a busy machine no more of them pass than on a quiet one. */
export function workedMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
