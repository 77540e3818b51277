/**
 * Microseconds of processor time that this process has used since, all its threads together. Unlike time by the clock it
 * says the same on a machine that has other work; `openssl speed` counts so too.
 */
export function startCpuClock(): () => number {
  const start = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(start);
    return user + system;
  };
}
