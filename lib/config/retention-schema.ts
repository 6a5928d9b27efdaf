import 'server-only';
import { z } from 'zod';
import type { ActionClass } from '@/lib/domain/event-record';
import { DEFAULT_RETENTION, LEAST_DAYS, whyLeast } from '@/lib/domain/retention/retention';

const FOR_EVER = 'forever';
/** A century: more is a slip, or means for ever. */
const MOST_DAYS = 36_500;

const kept = (action: ActionClass) => {
  const least = LEAST_DAYS[action];
  const wrong = `is neither ${FOR_EVER} nor a number of days from ${least} (${whyLeast(action)}) to ${MOST_DAYS}`;
  return z
    .union([z.literal(FOR_EVER), z.number()], { error: wrong })
    .refine((days) => days === FOR_EVER || (Number.isInteger(days) && days >= least && days <= MOST_DAYS), wrong)
    .default(DEFAULT_RETENTION[action] ?? FOR_EVER);
};

/** How long single events of each class are kept. Read again from what all agreed on, so that it takes what it gives. */
export const retentionSection = z
  .strictObject({
    read: kept('read'),
    change: kept('change'),
    rotation: kept('rotation'),
    policy: kept('policy'),
    delete: kept('delete'),
    list: kept('list'),
    other: kept('other'),
  } satisfies Record<ActionClass, z.ZodType>)
  .prefault({});
