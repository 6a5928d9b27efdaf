import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/domain/errors';
import { followPages, type Page } from './follow-pages';

const call = { action: 'secretsmanager:ListSecrets', scopeId: '111122223333:eu-west-1' };

async function collect(pages: Record<string, Page<string>>): Promise<string[]> {
  const found: string[] = [];
  const source = followPages(
    call,
    (item: string) => item,
    async (token) => pages[token ?? 'start'] ?? { items: [], nextToken: undefined },
  );
  for await (const { items } of source) found.push(...items);
  return found;
}

describe('followPages', () => {
  it('goes on after an empty page that has a token', async () => {
    const pages = {
      start: { items: ['a'], nextToken: '1' },
      '1': { items: [], nextToken: '2' },
      '2': { items: ['b'], nextToken: undefined },
    };
    await expect(collect(pages)).resolves.toEqual(['a', 'b']);
  });

  it('takes an empty token for the end', async () => {
    await expect(collect({ start: { items: ['a'], nextToken: '' } })).resolves.toEqual(['a']);
  });

  it.each([
    ['to itself', { start: { items: ['a'], nextToken: '1' }, '1': { items: ['b'], nextToken: '1' } }],
    [
      'in a round',
      { start: { items: [], nextToken: '1' }, '1': { items: [], nextToken: '2' }, '2': { items: [], nextToken: '1' } },
    ],
    [
      'to the first page',
      {
        start: { items: ['a'], nextToken: '1' },
        '1': { items: ['a'], nextToken: '2' },
        '2': { items: ['a'], nextToken: '3' },
      },
    ],
  ])('ends with an error where a token leads %s', async (_, pages) => {
    const error: unknown = await collect(pages).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: 'upstream', problem: { code: 'protocol', lack: 'pages-go-round' } });
  });

  it('goes on behind a token that is always the same, as long as pages bring something new', async () => {
    const pages = [['a'], ['b'], ['c'], ['c']];
    const found: string[] = [];
    const all = followPages(
      call,
      (item: string) => item,
      async () => ({ items: pages.shift() ?? ['c'], nextToken: 'same' }),
    );
    const read = async (): Promise<void> => {
      for await (const { items } of all) found.push(...items);
    };
    await expect(read()).rejects.toMatchObject({ problem: { lack: 'pages-go-round' } });
    expect(found).toEqual(['a', 'b', 'c']);
  });

  it('ends where the same items come again in another order', async () => {
    const orders = ['a b c', 'c b a', 'b c a'];
    const pages = orders.map((order, index): [string, Page<string>] => [
      index === 0 ? 'start' : String(index),
      { items: order.split(' '), nextToken: String(index + 1) },
    ]);
    await expect(collect(Object.fromEntries(pages))).rejects.toMatchObject({ problem: { lack: 'pages-go-round' } });
  });

  it('ends where empty pages come for ever, each with a token of its own', async () => {
    let pages = 0;
    const all = followPages(
      call,
      (item: string) => item,
      async () => ({ items: [], nextToken: String((pages += 1)) }),
    );
    const read = async (): Promise<void> => {
      for await (const { items } of all) expect(items).toEqual([]);
    };
    await expect(read()).rejects.toMatchObject({ problem: { lack: 'pages-go-round' } });
    expect(pages).toBeLessThan(300);
  });
});
