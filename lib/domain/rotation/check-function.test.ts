import { describe, expect, it } from 'vitest';
import { look } from '@/lib/domain/diagnosis/testing/facts';
import type { FunctionSight } from '@/lib/domain/preflight-facts';
import { checkFunction } from './check-function';

const ARN = 'arn:aws:lambda:eu-west-1:111122223333:function:rotate-db';
const told = (sight: FunctionSight | undefined) => checkFunction(ARN, sight).map(({ level, id }) => `${level} ${id}`);
const refused = { kind: 'refused', action: 'lambda:GetFunctionConfiguration', remedy: 'Grant it.' } as const;

describe('the function of a rotation', () => {
  it.each<[string, FunctionSight | undefined, string[]]>([
    ['is there', look(), ['reassuring configured']],
    ['was deleted', look({}, { configuration: { kind: 'missing' } }), ['blocking function-missing']],
    ['cannot run', look({ state: 'Failed' }), ['reassuring configured', 'warning function-broken']],
    // The first invocation wakes it.
    ['has slept for weeks', look({ state: 'Inactive' }), ['reassuring configured']],
    ['lets nobody in', look({}, { admission: { kind: 'missing' } }), ['reassuring configured', 'warning not-invocable']],
    ['lets others in', look({}, { admission: { kind: 'seen', value: 'closed' } }), ['reassuring configured', 'warning not-invocable']],
    ['lets in under conditions', look({}, { admission: { kind: 'seen', value: 'conditional' } }), ['reassuring configured']],
    ['may not be looked at', look({}, { configuration: refused }), ['reassuring configured']],
    ['was not looked at', { unseen: 'AWS did not answer.' }, ['reassuring configured']],
    ['was not asked for', undefined, ['reassuring configured']],
  ])('%s', (_, sight, expected) => expect(told(sight)).toEqual(expected)); // prettier-ignore

  it('that was not seen is said to be so, with what to grant', () => {
    const words = (sight: FunctionSight | undefined) => checkFunction(ARN, sight)[0]?.message;
    expect(words(undefined)).toBe('Rotation is configured, by the function rotate-db.');
    expect(words(look())).toBe(words(undefined));
    const unseen = 'Whether that function is still there was not looked at: ';
    expect(words(look({}, { configuration: refused }))).toContain(`${unseen}AWS refused it. Grant it.`);
    expect(words({ unseen: 'AWS did not answer.' })).toContain(`${unseen}AWS did not answer.`);
  });
});
