import { describe, expect, it } from 'vitest';
import { CAUSE_NAMES, type Cause } from './cause';
import { diagnose, type DiagnosisFacts } from './diagnose';
import type { Look } from './function-facts';
import { abandoned, ARN, CREATED, failing, FOUND, FUNCTION, invocation, log, look, OTHER, stuck, TIMED_OUT, TOKEN } from './testing/facts'; // prettier-ignore

const error = (text: string) => `[ERROR] ${text}`;
const LOGIN = error(
  `ValueError: setSecret: Unable to log into database with previous, current, or pending secret of secret arn ${ARN}`,
);
const THEIRS = CREATED.replace(ARN, OTHER).replace(TOKEN, '0'.repeat(32));
const created = invocation('1', [FOUND, CREATED]);
const withLog = (step: DiagnosisFacts['rotation']['step'], ...words: string[]) =>
  failing(step, { look: look(), log: log(created, invocation('2', words)) });
const denied = { kind: 'refused', action: 'lambda:GetPolicy', remedy: 'Grant it.' } as const;

/** Each cause of AWS's table, from what shows it. */
const TABLE: [Cause, string, DiagnosisFacts][] = [
  [
    'rotation-token',
    'AWS’s own sentence',
    {
      ...failing('setSecret'),
      events: [
        {
          name: 'RotationFailed',
          at: new Date(),
          token: TOKEN,
          step: null,
          message: `Pending secret version ${TOKEN} for Secret ${ARN} was not created by Lambda ${FUNCTION}. Remove the AWSPENDING staging label and restart rotation.`,
        },
      ],
    },
  ],
  [
    'function-missing',
    'no such function',
    failing('createSecret', { look: look({}, { configuration: { kind: 'missing' } }) }),
  ],
  ['function-broken', 'its state', failing('createSecret', { look: look({ state: 'Failed', stateReason: 'EniLimitExceeded' }) })], // prettier-ignore
  ['function-broken', 'its last update', failing('createSecret', { look: look({ lastUpdate: 'Failed' }) })],
  ['not-invocable', 'its policy', failing('createSecret', { look: look({}, { admission: { kind: 'seen', value: 'closed' } }) })], // prettier-ignore
  ['not-invocable', 'no policy', failing('createSecret', { look: look({}, { admission: { kind: 'missing' } }) })],
  [
    'kms-denied',
    'its log',
    withLog('createSecret', FOUND, error('ClientError: An error occurred (AccessDeniedException) when calling the GetSecretValue operation: Access to KMS is not allowed')), // prettier-ignore
  ],
  [
    'secret-json',
    'its log',
    withLog('setSecret', FOUND, error("KeyError: 'username key is missing from secret JSON'")),
  ],
  [
    'code-not-loaded',
    'its log',
    withLog('createSecret', error("Runtime.ImportModuleError: Unable to import module 'lambda_function': No module named 'pg'\nTraceback (most recent call last):")), // prettier-ignore
  ],
  ['database-unreachable', 'more than 5 s', failing('setSecret', { look: look(), log: log(created, invocation('2', [FOUND, LOGIN], 5312)) })], // prettier-ignore
  ['database-refuses', 'less', failing('setSecret', { look: look(), log: log(created, invocation('2', [FOUND, LOGIN], 412)) })], // prettier-ignore
  [
    'database-login',
    'no report yet',
    failing('setSecret', { look: look(), log: log(created, invocation('2', [FOUND, LOGIN]).slice(0, 3)) }),
  ],
  [
    'function-denied',
    'its log',
    withLog('finishSecret', FOUND, error(`ClientError: An error occurred (AccessDeniedException) when calling the UpdateSecretVersionStage operation: User: arn:aws:sts::1:assumed-role/x is not authorized on resource: ${ARN}`)), // prettier-ignore
  ],
  [
    'call-failed',
    'its log',
    withLog('createSecret', error('ClientError: An error occurred (InvalidRequestException) when calling the PutSecretValue operation: no')), // prettier-ignore
  ],
  ['changed-meanwhile', 'an abandoned rotation', abandoned()],
  [
    'changed-meanwhile',
    'a version without a label',
    withLog('setSecret', error(`ValueError: Secret version ${TOKEN} has no stage for rotation of secret ${ARN}.`)),
  ],
  ['endpoint-unreachable', 'silence after its credentials', failing('createSecret', { look: look(), log: log(invocation('2', [FOUND, TIMED_OUT])) })], // prettier-ignore
  ['stops-after-create', 'silence after createSecret', withLog('setSecret', FOUND, TIMED_OUT)],
  ['stops-after-create', 'silence after createSecret, the step unknown', stuck({ look: look(), log: log(created, invocation('2', [FOUND, TIMED_OUT])) })], // prettier-ignore
  ['not-begun', 'an empty log', failing('createSecret', { look: look(), log: log() })],
  ['not-begun', 'lines of another secret alone', failing('createSecret', { look: look(), log: log(invocation('3', [THEIRS])) })], // prettier-ignore
  ['left-pending', 'the label alone', stuck()],
  ['service-rotates', 'no function', failing('setSecret', { secret: { ...failing(null).secret, rotationLambdaArn: null } })], // prettier-ignore
  ['unknown', 'an empty log of long ago, whose lines may be gone', failing('createSecret', { look: look(), log: log(), now: new Date('2026-12-20T03:00:00Z') })], // prettier-ignore
  ['left-pending', 'an abandonment of another version', stuck({ events: abandoned().events.map((one) => ({ ...one, token: '0'.repeat(32) })) })], // prettier-ignore
  ['unknown', 'AWS’s general sentence', failing('setSecret')],
  ['unknown', 'a log of other words', withLog('setSecret', FOUND, 'something else went wrong here')],
];

describe('the cause', () => {
  it.each(TABLE)('%s, by %s', (cause, _, facts) => {
    const found = diagnose(facts);
    expect(found?.cause).toBe(cause);
    // What another service rotates is that service's to mend.
    const acts = cause === 'service-rotates' ? [] : ['clear', 'rotate'];
    expect(found?.next.flatMap(({ act }) => act ?? [])).toEqual(acts);
  });

  it('is found for each that there is', () => {
    expect(new Set(TABLE.map(([cause]) => cause))).toEqual(new Set(CAUSE_NAMES));
  });

  it('is not looked for where nothing fails or is stuck', () => {
    const { rotation, ...facts } = failing('setSecret');
    for (const state of ['healthy', 'running', 'overdue', 'managed', 'off'] as const)
      expect(diagnose({ ...facts, rotation: { ...rotation, state } })).toBeNull();
  });

  it('is not told by an earlier failure where the last invocation went well', () => {
    const found = diagnose(failing('testSecret', { look: look(), log: log(invocation('1', [FOUND, LOGIN], 412), invocation('2', [FOUND, TIMED_OUT])) })); // prettier-ignore
    expect(found?.cause).toBe('stops-after-create');
  });
});

const whats = (facts: DiagnosisFacts) => diagnose(facts)?.unseen.map(({ what, grant }) => [what, grant]);

describe('what was not seen', () => {
  const refused = { kind: 'refused', action: 'logs:FilterLogEvents', remedy: 'Grant it.' } as const;
  it.each<[string, Partial<DiagnosisFacts>, [string, string | null][]]>([
    ['nothing was asked', {}, [['The function', null], ['The function’s log', null]]],
    ['a person may not ask', { lacks: { look: 'secret.diagnose', log: 'logs.read' } }, [['The function', 'secret.diagnose'], ['The function’s log', 'logs.read']]],
    ['all was seen', { look: look(), log: log() }, []],
    ['the policy was refused', { look: look({}, { admission: denied }), log: log() }, [['The function’s policy', 'lambda:GetPolicy']]],
    ['the log was refused', { look: look(), log: refused }, [['The function’s log', 'logs:FilterLogEvents']]],
    ['AWS did not answer', { look: look(), log: { ...refused, kind: 'unclear' } }, [['The function’s log', null]]],
    ['there is no log group', { look: look(), log: { kind: 'missing' } }, [['The function’s log', null]]],
    ['there is no function', { look: look({}, { configuration: { kind: 'missing' }, admission: denied }) }, []],
  ])('is said where %s', (_, change, expected) => {
    expect(whats(failing('setSecret', change))).toEqual(expected);
  }); // prettier-ignore

  it('is nothing where another service rotates it', () => {
    expect(whats(failing('setSecret', { secret: { ...failing(null).secret, rotationLambdaArn: null } }))).toEqual([]);
  });

  it('keeps an empty log from being a cause where more lines were left unread', () => {
    const half: Look<{ lines: []; more: boolean }> = { kind: 'seen', value: { lines: [], more: true } };
    expect(diagnose(failing('setSecret', { look: look(), log: half }))?.cause).toBe('unknown');
  });
});

describe('the next step', () => {
  const texts = (facts: DiagnosisFacts) => diagnose(facts)?.next.map(({ text }) => text).join(' ') ?? ''; // prettier-ignore

  it.each(['setSecret', 'testSecret', 'finishSecret', null] as const)(
    'does not call clearing harmless where the rotation came to %s',
    (step) => {
      expect(texts(failing(step))).toContain('See first ');
      expect(texts(failing(step))).toContain('only where the current value works');
      expect(texts(failing(step))).not.toContain('The current value stays as it is');
    },
  );

  it('does where it had not reached the other system, in no try', () => {
    const facts = failing('createSecret');
    const [end] = facts.events;
    expect(texts(facts)).toContain('The current value stays as it is');
    expect(texts(facts)).not.toContain('the other system');
    if (!end) throw new Error('no failure');
    const before = { ...end, step: 'testSecret', at: new Date(end.at.getTime() - 600_000) } as const;
    expect(texts({ ...facts, events: [...facts.events, before] })).toContain('only where the current value works');
    // Its log shows a try that no event is known of.
    const done = invocation('1', [`setSecret: Successfully set password for secret arn ${ARN}.`]);
    const logged = log(done, invocation('2', [FOUND, TIMED_OUT]));
    expect(texts({ ...facts, look: look(), log: logged })).toContain('only where the current value works');
  });

  it('clears no label that is not there', () => {
    const facts = failing('setSecret');
    const found = diagnose({ ...facts, secret: { ...facts.secret, versionStages: null } });
    expect(found?.next.some(({ act }) => act === 'clear')).toBe(false);
  });
});

describe('the log', () => {
  it('is shown in AWS’s words where it has them, and else by its shape', () => {
    const lines = diagnose(withLog('setSecret', FOUND, 'password is CANARY-1234567890abcdef', LOGIN))?.log?.lines ?? [];
    expect(lines).toContainEqual(expect.objectContaining({ clear: false, text: 'xxx xxx xxx-x9x' }));
    expect(lines).toContainEqual(expect.objectContaining({ clear: true, text: LOGIN }));
    expect(JSON.stringify(lines)).not.toContain('CANARY');
  });

  it('is the end of it where it is long', () => {
    const many = Array.from({ length: 200 }, (_, at) => `line ${at} of ${ARN}`);
    expect(diagnose(withLog('setSecret', ...many))?.log?.lines).toHaveLength(40);
  });

  it('has no line of another secret', () => {
    const facts = failing('setSecret', { look: look(), log: log(created, invocation('3', [THEIRS, 'their line'])) }); // prettier-ignore
    expect(diagnose(facts)?.log?.lines.every(({ text }) => !text.includes('other') && text !== 'xxx xxx')).toBe(true);
  });
});
