import 'server-only';
import { TRAIL_FILES, type TrailFileName } from '@/lib/contract/trail';
import { toPartition } from '@/lib/domain/partition';
import type { Context } from '@/lib/domain/ports/context';
import { toPolicyText, toTrustPolicy } from '@/lib/domain/roles/role-documents';
import { toTrailPolicy } from '@/lib/domain/trail/job/trail-policy';
import { USUAL_TRAIL, type TrailSettings } from '@/lib/domain/trail/job/trail-settings';

type Asked = Pick<Context, 'aws' | 'config'>;

function toTrust(trail: TrailSettings, { aws }: Asked): string {
  const [first] = aws.accounts();
  const dashboard = first?.dashboard ?? aws.discovery()?.dashboard ?? null;
  const accountId = trail.role?.split(':')[4] ?? dashboard?.accountId ?? first?.accountId ?? '000000000000';
  const { region, externalId } = trail;
  return toPolicyText(toTrustPolicy('read', { partition: toPartition(region), accountId, dashboard, externalId }));
}

/** One text for the trail's bucket; where nothing is configured, as the example would need it. */
export function toTrailFile(asked: Asked, file: TrailFileName): string {
  const trail = asked.config.trail ?? USUAL_TRAIL;
  switch (file) {
    case 'trail.json':
      return toPolicyText(toTrailPolicy(trail));
    case 'trail-trust.json':
      return toTrust(trail, asked);
  }
}

/** Without a role of its own there is nobody to trust. */
export const toTrailFiles = (asked: Asked) =>
  TRAIL_FILES.filter((name) => name !== 'trail-trust.json' || (asked.config.trail ?? USUAL_TRAIL).role !== null).map(
    (name) => ({ name, text: toTrailFile(asked, name) }),
  );
