/** `14:05:30`, with the date if it is not today; in local time. */
export function formatTime(time: number): string {
  const date = new Date(time);
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(":");
  if (date.toDateString() === new Date().toDateString()) return clock;
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())} ${clock}`;
}

/** 90_000 → `1 min 30 s`, 4_000_000 → `1 h 7 min` */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const [days, hours, minutes] = [
    Math.floor(seconds / 86400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
  ];
  if (days > 0) return `${days} d ${hours} h`;
  if (hours > 0) return `${hours} h ${minutes} min`;
  if (minutes > 0) return `${minutes} min${seconds % 60 ? ` ${seconds % 60} s` : ""}`;
  return `${seconds} s`;
}

const twoDigits = (number: number) => String(number).padStart(2, "0");

/** 12345 → `12,345` */
export const formatNumber = (number: number): string => number.toLocaleString("en-US");

/** 1, "record" → `1 record`; 12345, "record" → `12,345 records` */
export const count = (number: number, what: string): string =>
  `${formatNumber(number)} ${what}${number === 1 ? "" : "s"}`;
