import { expect, it } from 'vitest';
import { atHour, hashOf, logName, makeChain, makeKey } from '@/lib/domain/testing/digest-chain';
import { createFileCheck } from './check-files';
import { FILE_BYTES, FileTable, packFiles, toNameKey } from './pack-files';

const key = makeKey();
const fileOf = (hour: number, unique = 'A') => ({
  name: logName(hour, unique),
  hash: hashOf(`${hour}${unique}`),
  oldest: atHour(hour - 0.5),
  newest: atHour(hour + 0.5),
});
const chain = makeChain(key, 3, (hour) => ({ files: [fileOf(hour), fileOf(hour, 'B')] }));
const unread = (check: ReturnType<typeof createFileCheck>) =>
  [...check.unread()].map(({ digest, position, isAltered }) => [digest.from, position, isAltered]);

it('files are told by name and content, wherever they lie, packed or not', () => {
  const check = createFileCheck(chain);
  const { name, hash } = fileOf(1);
  expect(check.named).toBe(6);
  expect(check.judge(`/a/b/${name}`, hash)).toBe('intact');
  expect(check.judge(name.replace('.gz', ''), hash)).toBe('intact');
  expect(check.judge(`c\\${name}`, hashOf('other'))).toBe('altered');
  expect(check.judge(fileOf(1, 'B').name, hash)).toBe('altered');
  expect(check.judge('notes.jsonl', hash)).toBe('unnamed');
});

it('what was not read is told, with when its events were, and whether a copy was altered', () => {
  const check = createFileCheck(chain);
  for (const hour of [0, 2])
    for (const unique of ['A', 'B']) check.noteRead(fileOf(hour, unique).name, fileOf(hour, unique).hash);
  check.judge(fileOf(1, 'B').name, hashOf('other'));
  check.noteRead(fileOf(1).name, hashOf('other'));
  expect(unread(check)).toEqual([
    [atHour(1), 0, false],
    [atHour(1), 1, true],
  ]);
  expect([...check.unread()][0]).toMatchObject({ oldest: atHour(0.5), newest: atHour(1.5) });
});

it('an altered copy beside the file itself takes nothing from it', () => {
  const check = createFileCheck(chain.slice(0, 1));
  const [a, b] = [fileOf(0), fileOf(0, 'B')];
  check.noteRead(a.name, a.hash);
  check.judge(a.name, b.hash);
  check.noteRead(b.name, b.hash);
  expect(unread(check)).toEqual([]);
});

it('a file that two digests name is read for both; one that they name differently for one', () => {
  const twice = makeChain(key, 2, () => ({ files: [fileOf(0)] }));
  const check = createFileCheck(twice);
  check.noteRead(fileOf(0).name, fileOf(0).hash);
  expect(unread(check)).toEqual([]);
  const differently = makeChain(key, 2, (hour) => ({ files: [{ ...fileOf(0), hash: fileOf(hour).hash }] }));
  const other = createFileCheck(differently);
  expect(other.judge(fileOf(0).name, fileOf(1).hash)).toBe('intact');
  other.noteRead(fileOf(0).name, fileOf(1).hash);
  expect(unread(other)).toEqual([[atHour(0), 0, false]]);
});

it('a file that no digest names is a stray where those of its scope go on after it', () => {
  const check = createFileCheck(chain);
  const verdict = (name: string) => check.judge(name, hashOf('x'));
  expect([verdict(logName(0, 'C')), verdict(logName(1, 'C'))]).toEqual(['stray', 'stray']);
  // Its digest may be the next one.
  expect([verdict(logName(2, 'C')), verdict(logName(3, 'C')), verdict(logName(-1, 'C'))]).toEqual(
    Array.from({ length: 3 }, () => 'unnamed'),
  );
  expect(verdict(logName(1, 'C').replace('111122223333', '999922223333'))).toBe('unnamed');
  expect(verdict(logName(1, 'C').replace('2026', '20x6'))).toBe('unnamed');
});

it('of nothing everything is unnamed', () => {
  const check = createFileCheck([]);
  expect([check.named, check.judge(logName(0), hashOf('x')), unread(check)]).toEqual([0, 'unnamed', []]);
});

it('a table finds each of very many rows, and no other; its slots are of whole length', () => {
  const files = Array.from({ length: 20_000 }, (_, index) => ({
    name: `file ${index}`,
    hash: hashOf(`${index}`),
    oldest: null,
    newest: new Date(index * 1000),
  }));
  const table = new FileTable([packFiles(files.slice(0, 7)), Buffer.alloc(0), packFiles(files.slice(7))]);
  expect(table.length).toBe(files.length);
  for (const [index, { name, hash, newest }] of files.entries()) {
    expect(table.find(name)).toEqual([index]);
    expect(table.holds(index, hash)).toBe(true);
    expect(table.times(index)).toEqual({ oldest: null, newest: index === 0 ? null : newest });
  }
  expect(table.find('file')).toEqual([]);
  expect([toNameKey('a').length, packFiles(files).length]).toEqual([8, files.length * FILE_BYTES]);
});
