import { limitExceeded } from '@/lib/local-aws/wire/aws-error';
import { versionWith, type Secret, type Version } from './secret';

/**
 * Puts a staging label on a version and takes it from where it was. AWSCURRENT leaves AWSPREVIOUS behind on the version
 * it left and takes a stale AWSPENDING from it, as recorded (test_update_secret_version_stages_current_pending).
 */
export function moveLabel(secret: Secret, stage: string, target: Version): void {
  const holder = versionWith(secret, stage);
  if (holder === target) return;
  holder?.stages.delete(stage);
  target.stages.add(stage);
  if (stage !== 'AWSCURRENT' || holder === undefined) return;
  holder.stages.delete('AWSPENDING');
  target.stages.delete('AWSPREVIOUS');
  versionWith(secret, 'AWSPREVIOUS')?.stages.delete('AWSPREVIOUS');
  holder.stages.add('AWSPREVIOUS');
}

/** Version id → labels, versions without a label left out; `undefined` where there is none (recorded: empty secret). */
export function toStageMap(secret: Secret): Record<string, string[]> | undefined {
  const map: Record<string, string[]> = {};
  for (const version of secret.versions.values())
    if (version.stages.size > 0) map[version.id] = [...version.stages].sort();
  return Object.keys(map).length === 0 ? undefined : map;
}

/** At most 20 labels over all versions of a secret (UG reference_limits); throws LimitExceededException. */
export function requireFewLabels(secret: Secret, added: readonly string[]): void {
  const labels = new Set(added);
  for (const { stages } of secret.versions.values()) for (const label of stages) labels.add(label);
  if (labels.size > 20) throw limitExceeded('You can attach at most 20 staging labels to the versions of a secret.');
}

/** Unlabelled versions beyond 100 go, oldest first, but none younger than a day (UG whats-in-a-secret); says which went. */
export function dropDeprecated(secret: Secret, now: number): string[] {
  const excess = secret.versions.size - 100;
  if (excess <= 0) return [];
  const old = [...secret.versions.values()].filter(
    ({ stages, created }) => stages.size === 0 && now - created >= 86_400_000,
  );
  const gone = old.slice(0, excess).map(({ id }) => id);
  for (const id of gone) secret.versions.delete(id);
  return gone;
}
