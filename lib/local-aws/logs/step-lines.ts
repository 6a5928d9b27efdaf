import { hash32, uuidOf } from '@/lib/local-aws/seed/hash';
import type { RotationStep } from '@/lib/local-aws/world/secret';

export type Line = { time: number; message: string };

type Step = { step: RotationStep; arn: string; token: string; begins: number; ends: number; fails: boolean; timeoutSeconds: number }; // prettier-ignore

/** What AWS's function templates log when a step went well (aws-facts §6). */
const done: Record<RotationStep, (arn: string, token: string) => string> = {
  createSecret: (arn, token) => `createSecret: Successfully put secret for ARN ${arn} and version ${token}.`,
  setSecret: (arn) => `setSecret: Successfully set password for secret arn ${arn}.`,
  testSecret: (arn) => `testSecret: Successfully signed in with AWSPENDING secret in ${arn}.`,
  finishSecret: (arn, token) =>
    `finishSecret: Successfully set AWSCURRENT stage to version ${token} for secret ${arn}.`,
};

/** And when it did not; `undefined`: the function says nothing more and times out. */
const failed: Record<RotationStep, ((arn: string) => string) | undefined> = {
  createSecret: () =>
    '[ERROR] ClientError: An error occurred (AccessDeniedException) when calling the GetSecretValue operation: Access to KMS is not allowed',
  setSecret: (arn) =>
    `[ERROR] ValueError: setSecret: Unable to log into database with previous, current, or pending secret of secret arn ${arn}`,
  testSecret: (arn) =>
    `[ERROR] ValueError: testSecret: Unable to log into database with pending secret of secret ARN ${arn}`,
  finishSecret: undefined,
};

/** The lines one invocation of a rotation function leaves, oldest first; never a value. */
export function toStepLines({ step, arn, token, begins, ends, fails, timeoutSeconds }: Step): Line[] {
  const id = uuidOf(`invocation ${step} ${token} ${begins}`);
  const stamp = (time: number) => new Date(time).toISOString();
  const words = fails ? failed[step]?.(arn) : `[INFO]\t${stamp(ends)}\t${id}\t${done[step](arn, token)}`;
  const took = fails && words === undefined ? timeoutSeconds * 1000 + 30 : Math.max(1, ends - begins);
  const used = 70 + (hash32(id) % 20);
  const lines: Line[] = [
    { time: begins, message: `START RequestId: ${id} Version: $LATEST\n` },
    { time: begins, message: `[INFO]\t${stamp(begins)}\t${id}\tFound credentials in environment variables.\n` },
  ];
  if (words !== undefined) lines.push({ time: ends, message: `${words}\n` });
  const report = `REPORT RequestId: ${id}\tDuration: ${took}.00 ms\tBilled Duration: ${took} ms\tMemory Size: 128 MB\tMax Memory Used: ${used} MB\t\n`;
  lines.push({ time: ends, message: `END RequestId: ${id}\n` }, { time: ends, message: report });
  if (words === undefined)
    lines.push({ time: ends, message: `${stamp(ends)} ${id} Task timed out after ${took / 1000} seconds\n\n` });
  return lines;
}
