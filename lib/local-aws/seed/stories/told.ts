import type { SecretSpec } from '@/lib/local-aws/seed/spec';
import { lifecycles } from './lifecycles';
import { paymentsProd } from './payments-prod';
import { policies } from './policies';
import { readers } from './readers';
import { rotationEnds } from './rotation-ends';
import { sandbox } from './sandbox';
import { sharedStaging } from './shared-staging';
import { valueShapes } from './value-shapes';
import { writings } from './writings';

/** The stories of the accounts, which tests rely on one by one: a world of a few secrets has these first. */
export const firstTold: SecretSpec[] = [...paymentsProd, ...sharedStaging, ...sandbox];

/** Told beside them where there is room for more. */
export const alsoTold: SecretSpec[] = [
  ...valueShapes,
  ...rotationEnds,
  ...policies,
  ...readers,
  ...lifecycles,
  ...writings,
];
