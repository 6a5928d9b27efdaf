import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/domain/errors';
import { followPages, type Page } from './follow-pages';

const call = { action: 'secretsmanager:ListSecrets', scopeId: '111122223333:eu-west-1' };

async function collect(pages: Record<string, Page<string[]>>): Promise<string[]> {
  const found: string[] = [];
  const source = followPages(call, async (token) => pages[token ?? 'start'] ?? { items: [], nextToken: undefined });
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
  ])('ends with an error where a token leads %s', async (_, pages) => {
    const error: unknown = await collect(pages).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: 'upstream', problem: { code: 'protocol' } });
  });
});
