import type { SecretAccess } from '@/lib/contract/access';
import { DayBars, type DayBar } from '@/components/charts/day-bars';
import { DayTable } from '@/components/charts/day-table';
import { Legend } from '@/components/charts/legend';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { toDayBars } from '@/components/access/day-coverage';
import { describeCoverage } from '@/components/access/describe-coverage';

const DAYS = 30;
const SERIES = [
  { key: 'workload', name: 'workload', fill: 'fill-workload' },
  { key: 'service', name: 'AWS service', fill: 'fill-service' },
  { key: 'person', name: 'person', fill: 'fill-person' },
  { key: 'denied', name: 'denied', fill: 'fill-denied' },
] as const;

const peak = (bars: readonly DayBar[]): number =>
  Math.max(0, ...bars.map(({ values }) => Object.values(values).reduce((sum, value) => sum + value, 0)));

export function ReadsCard({ access, now }: { access: SecretAccess; now: string }) {
  const bars = toDayBars(access.days, access.coverage, now, DAYS);
  const { covered, gaps } = describeCoverage(access.coverage);
  return (
    <Card aria-label="Reads">
      <CardHeader>
        <CardTitle>Reads, {DAYS} days</CardTitle>
        <Legend entries={SERIES} />
        <p className="text-ink-3">
          {covered}
          {access.coverage.length > 0 && ` · at most ${peak(bars).toLocaleString('en')} a day`}
        </p>
      </CardHeader>
      <CardBody>
        <DayBars label={`Reads a day by kind of actor, ${DAYS} days`} days={bars} series={SERIES} />
        <DayTable caption={`Reads a day, ${DAYS} days`} days={bars} series={SERIES} />
        <p aria-hidden className="mt-1 flex justify-between text-xs text-ink-3">
          <span>{bars[0]?.day}</span>
          <span>{bars[Math.floor(DAYS / 2)]?.day}</span>
          <span>today</span>
        </p>
        {gaps.length > 0 && (
          <p className="mt-2 text-warn">Not covered: {gaps.join('; ')}. Reads in these times are unknown.</p>
        )}
      </CardBody>
    </Card>
  );
}
