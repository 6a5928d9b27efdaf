import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computedMs } from '@/lib/domain/testing/computed-ms';
import { TEMPLATES } from './log-templates';
import { LONGEST_SHOWN, maskText } from './mask-text';
import { readLine } from './read-line';
import { ARN, OTHER, TOKEN } from './testing/facts';

const known = { arn: ARN, versionIds: [TOKEN] };
const CANARY = 'CANARY-1a2b3c4d5e6f7a8b9c';
/** What of it would tell it, in whatever case. */
const PIECES = ['CANARY', '1a2b', '3c4d', '9c'];
const spills = (text: string): boolean => PIECES.some((piece) => text.toLowerCase().includes(piece.toLowerCase()));

const id = '0a1b2c3d-0000-4000-8000-000000000000';

describe('what is not AWS’s own is told by its shape', () => {
  it.each([
    ['password=hunter2!', 'xxx=x9x·'],
    ['{"username": "app", "password": "p@ss"}', '{"xxx": "xxx", "xxx": "x·xxx"}'.replace('x·xxx', 'xxx·xxx')],
    ['Pa55 wörd 12345678901234', 'x9x xxx 999'],
    ['пароль: 密码１２３', 'xxx: x9x'],
    ['\u202Eabc\u0000\u200Bdef', '·xxx·xxx'],
    ['!!!!@@@@', '·'],
    ['', ''],
  ])('%j', (text, shape) => {
    expect(maskText(text)).toBe(shape);
  });

  it('and no longer than may be shown, however long', () => {
    expect(maskText('a,'.repeat(5_000_000)).length).toBeLessThanOrEqual(LONGEST_SHOWN + 1);
  });

  it('says the same of two words of any length', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,80}$/), fc.stringMatching(/^[a-z]{1,80}$/), (one, other) => {
        expect(maskText(one)).toBe(maskText(other));
      }),
    );
  });
});

describe('a value never survives', () => {
  it('in a line of any other words, before or after AWS’s own', () => {
    const words = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.constantFrom(...TEMPLATES.map(({ text }) => text)));
    fc.assert(
      fc.property(words, words, fc.constantFrom('', '[ERROR] ', `[INFO]\t2026-11-20T03:00:01.123Z\t${id}\t`), (before, after, prefix) => {
        const { text } = readLine(`${prefix}${before} ${CANARY} ${after}`, known);
        expect(spills(text)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  }); // prettier-ignore

  it('in any slot of a template', () => {
    for (const { text } of TEMPLATES)
      for (const forged of [
        CANARY,
        `arn:aws:secretsmanager:eu-west-1:111122223333:secret:${CANARY}-AbCdEf`,
        `${CANARY}${CANARY}`,
        `'${CANARY}'`,
      ]) {
        const line = text.replaceAll(/\{\w+\}/g, () => forged);
        if (line === text) continue;
        expect(spills(readLine(line, known).text), line).toBe(false);
      }
  });

  it.each([
    `setSecret: Successfully set password for ${CANARY} secret arn ${ARN}.`,
    `[ERROR] ClientError: An error occurred (AccessDeniedException) when calling the GetSecretValue operation: ${CANARY}`,
    `[ERROR] ClientError: An error occurred (${CANARY}) when calling the GetSecretValue operation: Access to KMS is not allowed`,
    `[ERROR] KeyError: '${CANARY} key is missing from secret JSON'`,
    `[ERROR] Runtime.ImportModuleError: Unable to import module 'lambda_function': ${CANARY}`,
    `Found credentials in environment variables. ${CANARY}`,
    `Found credentials in environment variables.\u2028${CANARY}`,
    `START RequestId: ${CANARY} Version: $LATEST`,
  ])('in %s', (line) => {
    expect(spills(readLine(line, known).text)).toBe(false);
  });
});

describe('AWS’s own words are shown', () => {
  it('with this secret’s ARN and version, and no other', () => {
    const put = (arn: string, version: string) =>
      readLine(`[INFO]\t2026-11-20T03:00:01.123Z\t${id}\tcreateSecret: Successfully put secret for ARN ${arn} and version ${version}.\n`, known); // prettier-ignore
    expect(put(ARN, TOKEN)).toMatchObject({
      kind: 'step-done',
      text: `createSecret: Successfully put secret for ARN ${ARN} and version ${TOKEN}.`,
      requestId: id,
      isOfSecret: true,
      isOfOther: false,
    });
    const other = put(OTHER, '0'.repeat(32));
    expect(other.text).toBe(
      'createSecret: Successfully put secret for ARN (another ARN) and version (another version).',
    );
    expect(other.isOfOther).toBe(true);
  });

  it('with how long it took', () => {
    const report = `REPORT RequestId: ${id}\tDuration: 5312.40 ms\tBilled Duration: 5313 ms\tMemory Size: 128 MB\tMax Memory Used: 71 MB\tInit Duration: 210.11 ms\t\n`;
    expect(readLine(report, known)).toMatchObject({ kind: 'report', tookMs: 5312.4, requestId: id });
    expect(readLine(`2026-11-20T03:00:30.123Z ${id} Task timed out after 30.03 seconds\n\n`, known)).toMatchObject({
      kind: 'timed-out',
      tookMs: 30_030,
      text: 'Task timed out after 30.03 seconds',
    });
  });

  it('of each template', () => {
    const fill: Record<string, string> = {
      arn: ARN, version: TOKEN, id, step: 'setSecret', field: 'host', operation: 'PutSecretValue', code: 'AccessDeniedException', ms: '12.5', n: '128', rest: 'x',
    }; // prettier-ignore
    for (const { text, kind } of TEMPLATES) {
      const read = readLine(
        text.replaceAll(/\{(\w+)\}/g, (_, name: string) => fill[name] ?? ''),
        known,
      );
      expect(read.kind, text).toBe(text.includes('({code})') && kind === 'call-failed' ? 'call-denied' : kind);
    }
  });
});

it('a line is read in time, however it is made', () => {
  const hostile = [
    'a'.repeat(2_000_000),
    `setSecret: Successfully set password for ${'secret arn '.repeat(100_000)}`,
    `REPORT RequestId: ${id}${' Duration: 1 ms'.repeat(50_000)}`,
    'arn:aws:'.repeat(200_000),
    '\t'.repeat(1_000_000),
  ];
  const start = computedMs();
  for (const line of hostile) readLine(line, known);
  expect(computedMs() - start).toBeLessThan(1_000);
});
