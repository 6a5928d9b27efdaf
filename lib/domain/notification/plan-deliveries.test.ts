import { describe, expect, it } from 'vitest';
import type { Notice } from './notice';
import { planDeliveries } from './plan-deliveries';
import { toSlackBody } from './to-slack';
import { toWebhookBody } from './to-webhook';

const ORIGIN = 'https://keyledger.example.com';
const NOW = new Date('2026-11-20T12:00:00Z');
const CHANNEL = { name: 'c', occasions: ['grants.changed', 'rotation.failing'], environments: null } as const;

const toSecret = (index: number): Notice['secret'] => ({
  id: `s${index}`,
  name: `s/${index}`,
  environment: 'prod',
  guardedAs: 'prod',
  accountId: '111122223333',
  accountName: 'main',
  region: 'eu-west-1',
  owner: null,
});
const many = (count: number, occasion: 'grants.changed' | 'rotation.failing'): Notice[] =>
  Array.from({ length: count }, (_, index) => ({
    occasion,
    key: String(index),
    secret: occasion === 'rotation.failing' ? toSecret(index) : null,
    scope: null,
    since: NOW,
    facts: [],
    path: '/ledger/1',
  }));
const plan = (notices: readonly Notice[]) =>
  planDeliveries(notices, [{ ...CHANNEL, accounts: null, ownersOnly: false, owners: [] }], NOW).map(({ message }) => ({
    more: message.more,
    title: JSON.parse(toWebhookBody(message, ORIGIN)).data.title,
    slack: toSlackBody(message, ORIGIN),
  }));

describe('many of one kind', () => {
  it.each([4, 12])('of the ledger, %i, are one message with their number', (count) => {
    const [told, ...rest] = plan(many(count, 'grants.changed'));
    expect(told).toMatchObject({ more: count, title: `Who may do what was changed ${count} times` });
    expect(told?.slack).not.toContain(`${count} more`);
    expect(rest).toEqual([]);
  });

  it('of secrets are ten by name and the rest by number', () => {
    expect(plan(many(12, 'rotation.failing'))).toMatchObject([
      { more: 2, title: '12 rotations failed', slack: expect.stringContaining('2 more') },
    ]);
  });

  it('are told one by one up to three, without a number', () => {
    for (const occasion of ['grants.changed', 'rotation.failing'] as const)
      expect(plan(many(3, occasion)).map(({ more }) => more)).toEqual([0, 0, 0]);
  });
});
