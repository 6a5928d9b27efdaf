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

/** Unlabelled versions beyond 100 go, but none younger than a day (UG whats-in-a-secret). */
export function dropDeprecated(secret: Secret, now: number): void {
  let excess = secret.versions.size - 100;
  for (const version of secret.versions.values()) {
    if (excess <= 0) return;
    if (version.stages.size > 0 || now - version.created < 86_400_000) continue;
    secret.versions.delete(version.id);
    excess -= 1;
  }
}
