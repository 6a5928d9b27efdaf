import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { AwsDayLine, whyAwsDiffers } from './aws-day';
import { LastRead } from './last-read';

const now = '2026-11-20T12:00:00.000Z';
const lastRead = { at: '2026-11-10T08:00:00.000Z', principal: 'api', actorKind: 'workload' as const };
const item = { lastRead, reads30d: 3, lastAccessedOn: '2026-11-18' };
const awsDay = { day: '2026-11-18', reason: 'not-told' as const };
const factOf = (change: Partial<Parameters<typeof LastRead>[0]['item']>, why: string | null) =>
  renderToStaticMarkup(<LastRead item={{ ...item, ...change }} now={now} why={why} />);

it('AWS’s own day stands beside the last known read where it is later, with the reason', () => {
  expect(factOf({}, whyAwsDiffers(awsDay))).toMatch(/2026-11-10.*api.*AWS: .*2026-11-18.*That day is covered/s);
  expect(renderToStaticMarkup(<AwsDayLine awsDay={awsDay} now={now} />)).toMatch(/2026-11-18.*BatchGetSecretValue/s);
});

it('and where no read is known', () => {
  expect(factOf({ lastRead: null, reads30d: 0 }, whyAwsDiffers(awsDay))).toMatch(/none in 30 d.*AWS: .*is covered/s);
  const why = whyAwsDiffers({ ...awsDay, reason: 'not-covered' });
  expect(factOf({ lastRead: null, reads30d: null }, why)).toMatch(/not covered.*AWS: .*of that day is not covered/s);
});

it('says nothing where the two agree', () => {
  expect(factOf({}, null)).not.toContain('AWS');
});
