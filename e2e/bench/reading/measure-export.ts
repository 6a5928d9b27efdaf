import type { Report } from '@/e2e/bench/report/result';
import type { Keyledger } from '@/e2e/bench/world/start-keyledger';

const NEWLINE = 10;

/** Reads a file and keeps none of it. */
async function countLines(url: string, cookie: string): Promise<{ lines: number; seconds: number }> {
  const begun = performance.now();
  const answer = await fetch(url, { headers: { cookie } });
  if (!answer.ok || !answer.body) throw new Error(`${url} answered ${answer.status}`);
  let lines = 0;
  for await (const bytes of answer.body) for (const byte of bytes) if (byte === NEWLINE) lines += 1;
  return { lines, seconds: (performance.now() - begun) / 1000 };
}

/** All secrets as files, and what that leaves of the web process. */
export async function measureExport(report: Report, keyledger: Keyledger): Promise<void> {
  const cookie = await keyledger.cookieOf('admin');
  const before = keyledger.megabytesOf('web');
  for (const [format, path] of [
    ['JSON lines', 'export'],
    ['CSV', 'export.csv'],
  ] as const) {
    const { lines, seconds } = await countLines(`${keyledger.url}/api/secrets/${path}?pending=include`, cookie);
    report({ metric: `export of ${lines} lines of ${format}`, value: lines / seconds, unit: 'rows/s' });
  }
  report({
    metric: 'memory of the web process after both exports',
    value: keyledger.megabytesOf('web'),
    unit: 'MB',
    baseline: { of: 'before them', value: before },
  });
}
