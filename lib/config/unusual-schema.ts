import 'server-only';
import { z } from 'zod';
import { RULE_NAMES } from '@/lib/domain/unusual/rule';
import { DEFAULT_UNUSUAL as BY_DEFAULT } from '@/lib/domain/unusual/settings';
import { environment, text } from './stated-text';

const whole = (min: number, max: number, byDefault: number) => z.int().min(min).max(max).default(byDefault);
const someEnvironments = z.array(environment).max(100);

/** `true` where it is left out: a rule that a newer build brings speaks until it is told not to. */
const rules = z.strictObject(
  Object.fromEntries(RULE_NAMES.map((name) => [name, z.boolean({ error: 'is not true or false' }).optional()])),
);

/** What counts as unusual. A period is compared with the 30 days before it, so that none may be longer. */
export const unusualSection = z
  .strictObject({
    learningDays: whole(1, 28, BY_DEFAULT.learningDays),
    repeatDays: whole(1, 28, BY_DEFAULT.repeatDays),
    rules: rules.default({}),
    environments: someEnvironments.min(1).default([...BY_DEFAULT.environments]),
    manySecrets: whole(2, 10_000, BY_DEFAULT.manySecrets),
    deniedBurst: whole(2, 10_000, BY_DEFAULT.deniedBurst),
    previousVersionDays: whole(1, 90, BY_DEFAULT.previousVersionDays),
    offCadenceHours: whole(1, 11, BY_DEFAULT.offCadenceHours),
    muted: z
      .strictObject({
        principals: z.array(text(512)).max(500).default([]),
        environments: someEnvironments.default([]),
      })
      .prefault({}),
  })
  .prefault({});
