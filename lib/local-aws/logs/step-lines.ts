import { hash32, hexOf, uuidOf } from '@/lib/local-aws/seed/hash';
import type { Breakage } from '@/lib/local-aws/world/function-settings';
import type { RotationStep } from '@/lib/local-aws/world/secret';
import { toBreaking, type Breaking } from './failure-lines';

export type Line = { time: number; message: string };

type Step = { step: RotationStep; arn: string; token: string; begins: number; ends: number; fails: boolean; timeoutSeconds: number; breaks?: Breakage | undefined }; // prettier-ignore

/** What AWS's function templates log when a step went well (aws-facts §6). */
const done: Record<RotationStep, (arn: string, token: string) => string> = {
  createSecret: (arn, token) => `createSecret: Successfully put secret for ARN ${arn} and version ${token}.`,
  setSecret: (arn) => `setSecret: Successfully set password for secret arn ${arn}.`,
  testSecret: (arn) => `testSecret: Successfully signed in with AWSPENDING secret in ${arn}.`,
  finishSecret: (arn, token) =>
    `finishSecret: Successfully set AWSCURRENT stage to version ${token} for secret ${arn}.`,
};

/** What a function prints that should not: its lines are for nobody's eyes but by their shape. */
const spill = (id: string) => `secret is {"username": "app", "password": "CANARY-${hexOf(`log ${id}`, 18)}"}`;

/** The lines one invocation of a rotation function leaves, oldest first: with a value of its own making among them, as of code that prints too much. */
export function toStepLines({ step, arn, token, begins, ends, fails, timeoutSeconds, breaks }: Step): Line[] {
  const id = uuidOf(`invocation ${step} ${token} ${begins}`);
  const stamp = (time: number) => new Date(time).toISOString();
  const breaking: Breaking = fails ? toBreaking({ step, arn }, breaks) : {};
  if (breaking.unbegun) return [];
  const words = fails ? breaking.words : `[INFO]\t${stamp(ends)}\t${id}\t${done[step](arn, token)}`;
  const isOut = words === undefined && breaking.took === undefined;
  const took = isOut ? timeoutSeconds * 1000 + 30 : (breaking.took ?? Math.max(1, ends - begins));
  const used = 70 + (hash32(id) % 20);
  const line = (time: number, message: string): Line => ({ time, message: `${message}\n` });
  const lines = [line(begins, `START RequestId: ${id} Version: $LATEST`)];
  if (!breaking.unloaded) {
    lines.push(line(begins, `[INFO]\t${stamp(begins)}\t${id}\tFound credentials in environment variables.`));
    if (breaks !== 'endpoint') lines.push(line(begins, `[DEBUG]\t${stamp(begins)}\t${id}\t${spill(id)}`));
  }
  if (words !== undefined) lines.push(line(ends, words));
  lines.push(line(ends, `END RequestId: ${id}`));
  lines.push(line(ends, `REPORT RequestId: ${id}\tDuration: ${took}.00 ms\tBilled Duration: ${took} ms\tMemory Size: 128 MB\tMax Memory Used: ${used} MB\t`)); // prettier-ignore
  if (isOut) lines.push(line(ends, `${stamp(ends)} ${id} Task timed out after ${(took / 1000).toFixed(2)} seconds\n`));
  return lines;
}
