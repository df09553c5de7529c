const UNITS: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000 };

/** `90s`, `15m`, `2h` → milliseconds */
export function readDuration(text: string): number {
  const [, number, unit = ""] = /^(\d+)([smh]?)$/.exec(text) ?? [];
  if (number === undefined) throw new RangeError("Write it as 90s, 15m or 2h.");
  const milliseconds = UNITS[unit];
  if (milliseconds === undefined) throw new RangeError(`Write ${number}m or ${number}s.`);
  return Number(number) * milliseconds;
}
