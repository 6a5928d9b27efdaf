import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_ENVIRONMENT_RULES as rules } from './environment';
import { toNameParts } from './secret-name';

describe('a name is taken apart', () => {
  test.each<[string, string, string, string | null, string | null]>([
    ['prod/payments/db', 'prod/payments/', 'db', 'payments', 'prod'],
    ['/prod/payments/db', '/prod/payments/', 'db', 'payments', 'prod'],
    ['prod/payments/db/', 'prod/payments/', 'db', 'payments', 'prod'],
    ['pre-prod/payments/db', 'pre-prod/payments/', 'db', 'payments', 'pre-prod'],
    ['payments/prod/db', 'payments/prod/', 'db', 'payments', 'prod'],
    ['payments/db/prod', 'payments/', 'db', 'payments', 'prod'],
    ['payments/db-prod', 'payments/', 'db', 'payments', 'prod'],
    ['prod/shop/payments/db', 'prod/shop/payments/', 'db', 'shop/payments', 'prod'],
    ['prod/db', 'prod/', 'db', null, 'prod'],
    ['payments/db', 'payments/', 'db', 'payments', null],
    ['payments/db-password', 'payments/', 'db-password', 'payments', null],
    ['payments/test-user-key', 'payments/test-', 'user-key', 'payments', 'test'],
    ['prod-payments-db', 'prod-payments-', 'db', 'payments', 'prod'],
    ['payments-db-prod', 'payments-', 'db', 'payments', 'prod'],
    ['prod_payments_db_password', 'prod_payments_', 'db_password', 'payments', 'prod'],
    ['prod.payments.db', 'prod.payments.', 'db', 'payments', 'prod'],
    ['payments.db', 'payments.', 'db', 'payments', null],
    ['stripe-api-key', '', 'stripe-api-key', null, null],
    ['rds!cluster-0b2c', 'rds!', 'cluster-0b2c', 'rds', null],
    ['prod', '', 'prod', null, 'prod'],
    ['db', '', 'db', null, null],
    ['///', '', '///', null, null],
    ['', '', '', null, null],
    ['__proto__/constructor', '__proto__/', 'constructor', '__proto__', null],
  ])('%s', (name, path, leaf, service, environmentPart) => {
    expect(toNameParts(name, {}, rules)).toEqual({ path, leaf, service, environmentPart });
  });
});

test('one logical secret has one service and leaf over its environments', () => {
  const names = ['prod/payments/db', 'staging/payments/db', 'dev/payments/db', 'payments-db-qa', 'uat.payments.db'];
  const parts = names.map((name) => toNameParts(name, {}, rules));
  expect(new Set(parts.map(({ service, leaf }) => `${service} ${leaf}`))).toEqual(new Set(['payments db']));
});

test.each([
  [{ service: 'billing' }, 'billing'],
  [{ Service: ' billing ' }, 'billing'],
  [{ service: ' ' }, 'payments'],
  [{ app: 'billing' }, 'payments'],
])('the tag %j makes the service %s', (tags, service) => {
  expect(toNameParts('prod/payments/db', tags, rules).service).toBe(service);
});

test('any name has a leaf that stands in it or is made of it, and never fails', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-z/._!-]{0,30}$/)), (name) => {
      const { path, leaf } = toNameParts(name, {}, rules);
      expect(name.startsWith(path)).toBe(true);
      expect(leaf === '').toBe(name === '');
    }),
  );
});
