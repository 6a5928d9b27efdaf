import { expect, test } from 'vitest';
import { decideSecret } from './decide-secret';
import { DEFAULT_ENVIRONMENT_RULES } from './environment';
import { observedSecret } from './testing/observed-secret';

test('a secret is decided from what was observed and nothing else', () => {
  const now = new Date('2026-11-20T12:00:00Z');
  const secret = observedSecret({ tags: { env: 'production', team: 'payments' } });
  const facts = {
    secret,
    accountName: 'shop',
    rules: DEFAULT_ENVIRONMENT_RULES,
    rotationEvents: [],
    pendingSince: null,
  };
  expect(decideSecret({ ...facts, observedAt: new Date('2026-11-20T11:59:00Z'), now })).toEqual({
    id: expect.stringMatching(/^[\w-]{22}$/),
    secret,
    environment: { value: 'prod', source: 'tag env=production', disagrees: [] },
    service: 'payments',
    leaf: 'db',
    rotation: {
      state: 'healthy',
      reason: 'Rotates by 2026-12-01, last rotated 2026-11-01.',
      since: new Date('2026-11-01T00:10:00Z'),
      step: null,
      recheckAt: new Date('2026-11-24T00:00:00Z'),
    },
    observedAt: new Date('2026-11-20T11:59:00Z'),
  });
});
