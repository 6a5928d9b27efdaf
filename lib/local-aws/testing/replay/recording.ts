import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isJsonObject, type JsonObject } from '@/lib/local-aws/wire/json';

/** Recorded answers of the real service, beside the project where they are kept at all. */
const folder = resolve(process.cwd(), '../shared/aws-recorded');

export const isRecorded = existsSync(folder);

/** Scenario name (without the file it was recorded from) → step → answer; empty where there is no recording. */
export function readRecording(file: 'secretsmanager' | 'sts'): Map<string, JsonObject> {
  if (!isRecorded) return new Map();
  const parsed: unknown = JSON.parse(readFileSync(`${folder}/${file}.json`, 'utf8'));
  if (!isJsonObject(parsed)) throw new Error(`${file}.json is no object`);
  const scenarios = Object.entries(parsed).map(([key, scenario]): [string, JsonObject] => {
    const content = isJsonObject(scenario) ? scenario['recorded-content'] : undefined;
    if (!isJsonObject(content)) throw new Error(`${key} has no content`);
    return [key.split('::').at(-1) ?? key, content];
  });
  return new Map(scenarios);
}
