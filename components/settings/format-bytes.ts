const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** `20 MB`; in thousands, as Athena is paid. */
export function formatBytes(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  return `${value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0 })} ${UNITS[step] ?? 'B'}`;
}
