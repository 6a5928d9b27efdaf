import type pg from 'pg';
import type { Report } from '@/e2e/bench/report/result';
import type { Keyledger } from '@/e2e/bench/world/start-keyledger';
import type { StoreWatch } from '@/e2e/bench/world/watch-store';

const NEWLINE = 10;
const FETCHED = 1000;
/** What the inventory's goals say, at 500,000 secrets. */
const [ROWS_A_SECOND, MEGABYTES] = [50_000, 350];

interface Taken {
  lines: number;
  seconds: number;
}

/** Reads a file and keeps none of it. */
async function countLines(url: string, cookie: string): Promise<Taken> {
  const begun = performance.now();
  const answer = await fetch(url, { headers: { cookie } });
  if (!answer.ok || !answer.body) throw new Error(`${url} answered ${answer.status}`);
  let lines = 0;
  for await (const bytes of answer.body)
    for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) lines += 1;
  return { lines, seconds: (performance.now() - begun) / 1000 };
}

/** The same rows by a cursor, each turned to JSON as it comes: what one would write by hand, without sight or order. */
async function readByCursor(pool: pg.Pool): Promise<Taken> {
  const begun = performance.now();
  const client = await pool.connect();
  let lines = 0;
  try {
    await client.query('begin');
    await client.query('declare every no scroll cursor for select * from keyledger.item');
    for (;;) {
      const { rows } = await client.query<Record<string, unknown>>(`fetch ${FETCHED} from every`);
      for (const row of rows) lines += JSON.stringify(row).length > 0 ? 1 : 0;
      if (rows.length < FETCHED) break;
    }
    await client.query('commit');
  } finally {
    client.release();
  }
  return { lines, seconds: (performance.now() - begun) / 1000 };
}

/** All secrets as files, and what that leaves of the web process. */
export async function measureExport(report: Report, keyledger: Keyledger, watch: StoreWatch): Promise<void> {
  const cookie = await keyledger.cookieOf('admin');
  const before = keyledger.megabytesOf('web');
  const bare = await readByCursor(watch.pool);
  const baseline = { of: 'bare pg, a cursor and JSON.stringify', value: bare.lines / bare.seconds };
  for (const [format, path] of [
    ['JSON lines', 'export'],
    ['CSV', 'export.csv'],
  ] as const) {
    const { lines, seconds } = await countLines(`${keyledger.url}/api/secrets/${path}?pending=include`, cookie);
    const metric = `export of ${lines} lines of ${format}`;
    report({ metric, value: lines / seconds, unit: 'rows/s', goal: ROWS_A_SECOND, baseline });
  }
  report({
    metric: 'memory of the web process after both exports',
    value: keyledger.megabytesOf('web'),
    unit: 'MB',
    goal: MEGABYTES,
    baseline: { of: 'before them', value: before },
  });
}
