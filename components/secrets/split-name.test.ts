import { expect, test } from 'vitest';
import { splitName } from './split-name';

test.each([
  ['prod/payments/db', 'db', 'prod/payments/', 'db'],
  ['legacy-smtp-password', 'smtp-password', 'legacy-', 'smtp-password'],
  ['rds!cluster-7f21', 'rds!cluster-7f21', '', 'rds!cluster-7f21'],
  ['prod/db', 'other', '', 'prod/db'],
  ['prod/', '', '', 'prod/'],
])('%s with leaf %s', (name, leaf, path, last) => expect(splitName(name, leaf)).toEqual({ path, leaf: last }));
