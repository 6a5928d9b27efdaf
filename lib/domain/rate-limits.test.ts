import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EVERY_OPERATION } from '@/lib/contract/operations/every-operation';
import { PERMISSIONS } from './permission';
import { MOST_STREAMS, RATE_LIMITS, usualBucket, type Bucket } from './rate-limits';

const rows = Object.entries(RATE_LIMITS);
const bucketOf = (id: string): Bucket | undefined => {
  const found = EVERY_OPERATION.find((operation) => operation.id === id);
  return found && (found.bucket ?? usualBucket(found.method));
};

describe('the table of limits', () => {
  it.each(rows)('%s counts by somebody, in whole turns, with a reason', (_, { person, token, address, what, why }) => {
    const counted = [person, token, address].filter((most) => most !== null);
    expect(counted.length).toBeGreaterThan(0);
    for (const most of counted) expect(Number.isInteger(most) && most > 0).toBe(true);
    expect(what.length).toBeGreaterThan(10);
    expect(why.length).toBeGreaterThan(40);
  });

  it('lets a token no more than its person', () => {
    const more = rows.filter(([, { person, token }]) => token !== null && (person === null || token > person));
    expect(more).toEqual([]);
  });

  it.each([
    ['revealSecret', 'reveal'],
    ['requestSync', 'refresh'],
    ['listVersions', 'live'],
    ['testRoles', 'roleTest'],
    ['createToken', 'tokenCreation'],
    ['exportSecrets', 'export'],
    ['exportSecretsCsv', 'export'],
    ['exportAccess', 'export'],
    ['exportAccessCsv', 'export'],
    ['exportLedger', 'export'],
    ['exportLedgerCsv', 'export'],
  ] as const)('counts %s, which is dear or delicate, as %s', (id, bucket) => {
    expect(bucketOf(id)).toBe(bucket);
    const usual = RATE_LIMITS[bucket === 'live' || bucket === 'export' ? 'read' : 'act'];
    expect(RATE_LIMITS[bucket].person).toBeLessThan(usual.person);
  });

  it('has a turn for tokens wherever a token may come in', () => {
    const without = EVERY_OPERATION.filter((operation) => {
      const { permission, method, bucket = usualBucket(method) } = operation;
      const byToken = permission !== 'anyone' && (permission === 'signed-in' || PERMISSIONS[permission].byToken);
      return byToken && RATE_LIMITS[bucket].token === null;
    });
    expect(without.map(({ id }) => id)).toEqual([]);
  });

  it('is what README says', () => {
    const said = readFileSync('README.md', 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line) => line.split('|').map((cell) => cell.trim()));
    const table = said.flatMap(([, name = '', ...cells]) => {
      const bucket = /^`(\w+)`$/.exec(name)?.[1];
      return bucket !== undefined && cells.length >= 5 ? [[bucket, ...cells.slice(0, 4)]] : [];
    });
    const cell = (most: number | null): string => (most === null ? '–' : String(most));
    expect(table).toEqual(
      rows.map(([bucket, { what, person, token, address }]) => [
        bucket,
        what,
        cell(person),
        cell(token),
        cell(address),
      ]),
    );
    expect(readFileSync('README.md', 'utf8')).toContain(`${MOST_STREAMS} streams or downloads`);
  });
});
