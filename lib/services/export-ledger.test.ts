import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ledgerExportQuery } from '@/lib/contract/ledger';
import { AppError } from '@/lib/domain/errors';
import { readExportLine } from '@/lib/domain/ledger/export-line';
import { walkLedger } from '@/lib/domain/ledger/walk-ledger';
import type { Context } from '@/lib/domain/ports/context';
import { openExport } from '@/lib/runtime/anchors/walk-export';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { exportLedger } from './export-ledger';
import { revealSecret } from './reveal-secret';

const FORMULA = '=HYPERLINK("http://evil.example","x")';
let world: ServicesWorld;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keyledger-export-'));
  world = await startServicesWorld();
  const { id } = await world.row('dev/payments/db');
  const other = await world.row('staging/identity/jwt-signing');
  const key = { idempotencyKey: undefined };
  await revealSecret(world.as('owner'), { id, input: { mode: 'fields', reason: FORMULA }, ...key });
  await revealSecret(world.as('operator'), { id: other.id, input: { mode: 'fields', reason: 'a look' }, ...key });
});
afterAll(async () => {
  await world.stop();
  rmSync(folder, { recursive: true });
});

async function take(ctx: Context, query: object = {}, format: 'jsonl' | 'csv' = 'jsonl'): Promise<string> {
  const parts: string[] = [];
  const wanted = { format, query: ledgerExportQuery.parse(query), refresh: async () => ctx };
  for await (const part of await exportLedger(ctx, wanted)) parts.push(part);
  return parts.join('');
}
const linesOf = (text: string) => text.trimEnd().split('\n').map(readExportLine);

describe('an export', () => {
  it('holds every entry up to the one about itself, and verifies without the store', async () => {
    const text = await take(world.as('auditor'));
    const entries = linesOf(text).flatMap((line) => (line && 'entry' in line ? [line.entry] : []));
    expect(entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    expect(entries.at(-1)).toMatchObject({
      action: 'ledger.read',
      phase: 'noted',
      detail: { what: 'export as jsonl', filters: '' },
    });
    const verify = async (content: string) => {
      const file = join(folder, 'ledger.jsonl');
      writeFileSync(file, content);
      const opened = await openExport(file);
      const walked = await walkLedger(opened.pages, {
        partial: opened.head.partial,
        ...(!opened.head.partial && { head: opened.head.head }),
      });
      return [...walked.findings, ...opened.findings()].map(({ kind }) => kind);
    };
    expect(await verify(text)).toEqual([]);
    const [first = '', second = '', third = '', ...rest] = text.split('\n');
    const joined = (...lines: string[]) => [...lines, ...rest].join('\n');
    expect(await verify(joined(first, second, third.replace('dev/payments', 'dev/other')))).toEqual(['changed']);
    expect(await verify(joined(first, third))).toEqual(['missing', 'unreadable']);
    expect(await verify(joined(first, third, second))).toEqual(['missing', 'repeated']);
    expect(await verify(text.split('\n').slice(0, -3).join('\n'))).toEqual(['truncated', 'unreadable']);
  });

  it('is made in a spreadsheet of text alone', async () => {
    const text = await take(world.as('auditor'), {}, 'csv');
    expect(text.split('\r\n')[0]).toMatch(/^"entry","at","person"/);
    expect(text).toContain(`"'=HYPERLINK(""http://evil.example"",""x"")"`);
    expect(text).not.toMatch(/(^|,)"=/m);
  });

  it('tells in a spreadsheet which token acted, too', async () => {
    const token = { id: 'T1', name: 'nightly' };
    const text = await take(world.as('auditor', { token }), {}, 'csv');
    const [head, ...lines] = text.trimEnd().split('\r\n');
    expect(head).toContain('"person","personId","persona","token","tokenId","action"');
    expect(lines.at(-1)).toContain('"auditor","nightly","T1","ledger.read"');
    expect(lines[0]).toContain('"owner",,,"secret.reveal"');
  });

  it('holds what matches and what is in sight, and says that it is a part', async () => {
    const { id } = await world.row('dev/payments/db');
    const seqs = async (ctx: Context, query: object) =>
      linesOf(await take(ctx, query)).flatMap((line) => (line && 'entry' in line ? [line.entry.seq] : []));
    expect(await seqs(world.as('auditor'), { secret: id })).toEqual([1, 2]);
    expect(await seqs(world.as('auditor'), { q: 'A LOOK', phase: ['asked'] })).toEqual([3]);
    const where = { tag: { key: 'team', value: 'payments' } };
    const partial = world.as('viewer', { grants: [{ permission: 'ledger.read', effect: 'allow', where }] });
    expect(await seqs(partial, {})).toEqual([1, 2]);
    const [head] = linesOf(await take(partial));
    expect(head).toMatchObject({ head: { partial: true } });
  });

  it('is for nobody who may not read the ledger, and ends where that is over', async () => {
    for (const persona of ['viewer', 'operator', 'owner'] as const)
      expect(await refusalOf(take(world.as(persona)))).toMatchObject({ code: 'forbidden' });
    const before = (await world.ledger()).length;
    const wanted = { format: 'jsonl', query: ledgerExportQuery.parse({}) } as const;
    const ended = async () => {
      throw new AppError('unauthenticated', 'Sign in first.');
    };
    const source = await exportLedger(world.as('auditor'), { ...wanted, refresh: ended });
    await source.next();
    await expect(source.next()).rejects.toMatchObject({ code: 'unauthenticated' });
    expect((await world.ledger()).length).toBe(before + 1);
  });
});
