import type { SecretAccess } from '@/lib/contract/access';
import { Day } from '@/components/ui/time';

type AwsDay = NonNullable<SecretAccess['awsDay']>;

const REASONS = {
  'not-covered': 'The history of that day is not covered here.',
  'covered-in-part': 'The history of that day is covered here in part.',
  'may-come': 'CloudTrail tells of a read minutes later: its record may still come.',
  'not-told':
    'That day is covered, and no record tells of a read of it: one of many secrets at once (BatchGetSecretValue) need not say which, and AWS gives a whole day in UTC, without who or how.',
} as const satisfies Record<AwsDay['reason'], string>;

/** Why AWS knows of a later access than the history does. */
export const whyAwsDiffers = ({ reason }: AwsDay): string => REASONS[reason];

/** Beside the readers that are known. */
export function AwsDayLine({ awsDay, now }: { awsDay: AwsDay; now: string }) {
  return (
    <p className="border-t border-line px-4 py-2 text-warn">
      AWS dates its last access <Day day={awsDay.day} now={now} />, later than any read that is known here.{' '}
      {whyAwsDiffers(awsDay)}
    </p>
  );
}
